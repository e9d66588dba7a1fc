"""What is worked out faster than spaCy does it comes out as spaCy has it."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.kit import Kit
from dateline.parse import vectors, windows

TEXTS = [
    "Gunmen didn't take the town.",
    "The town wasn't taken ; gunmen took  a bridge, said Col. N'Diaye (47).",
    "Gunmen took the town in Mar. 2019.\n",
    "",
]


def network(kit: Kit) -> Any:
    """The parser's network: its first layer is that of words."""
    pipe: Any = kit.parser.nlp.get_pipe("tok2vec")
    return pipe.model


def test_a_word_kept_has_the_vector_that_the_layer_gives(kit: Kit) -> None:
    docs = [kit.parser.nlp.make_doc(text) for text in TEXTS]
    words = network(kit).layers[0]
    (layer,) = words.layers
    for _ in range(2):  # when met first, and when kept
        kept = words.predict(docs)
        for doc, mine, whole in zip(docs, kept, layer.predict(docs), strict=True):
            assert mine.shape == whole.shape == (len(doc), 96)
            assert mine == pytest.approx(whole, abs=1e-5)


def test_words_beyond_those_that_can_be_kept_are_read_all_the_same(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    (layer,) = network(kit).layers[0].layers
    for most in (3, 9):  # fewer than one sentence has, fewer than two have
        monkeypatch.setattr(vectors, "KEPT", most)
        words = vectors.WordVectors(layer, kit.parser.nlp)
        for text in filter(None, TEXTS):
            doc = kit.parser.nlp.make_doc(text)
            assert words.of([doc])[0] == pytest.approx(layer.predict([doc])[0], abs=1e-5)


def test_words_are_seen_among_those_around_them_as_the_layers_see_them(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, around = network(kit).layers
    (layer,) = around.layers
    assert around.name == "windows"
    rows = words.predict([kit.parser.nlp.make_doc(text) for text in TEXTS])
    for most in (windows.ROWS, 1):  # all in one block, and each in a block of its own
        monkeypatch.setattr(windows, "ROWS", most)
        for mine, whole in zip(around.predict(rows), layer.predict(rows), strict=True):
            assert mine == pytest.approx(whole, abs=1e-4)


def test_a_network_of_other_layers_is_left_as_it_is() -> None:
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("en")
    shallow = {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 8, "depth": 1}
    shallow |= {"embed_size": 20, "window_size": 2, "maxout_pieces": 3, "subword_features": True}
    pipe = nlp.add_pipe("tok2vec", config={"model": shallow})
    nlp.initialize()
    before = list(pipe.model.layers)
    windows.read_windows(nlp)
    assert pipe.model.layers == before
