"""Words that are kept from one sentence to the next are read as if they were met for the first time."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.kit import Kit
from dateline.parse import vectors

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
