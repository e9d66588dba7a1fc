"""What the parser's network makes of a word before it looks at the words around it, worked out once a word.

The first layer of spaCy's network goes by single words: spelling, norm, and whether a space follows. Over every token
it takes a fourth of the time of parsing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from dateline.parse.keys import Key, keys_of, rows_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

KEPT = 100_000  # words at most, 40 MB
KEY: list[int | str] = ["ORTH", "NORM", "SPACY"]
FOLLOWING = frozenset(("ORTH", "NORM", "SPACY", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE"))  # from those of KEY


class WordVectors:
    """Vectors by word, as a layer gives them."""

    def __init__(self, layer: Any, nlp: Language) -> None:
        import numpy as np

        self._layer = layer
        self._vocab = nlp.vocab
        self._rows: dict[Key, int] = {}
        self._table = np.empty((KEPT, layer.get_dim("nO")), dtype=np.float32)

    def of(self, docs: Sequence[Doc]) -> list[Any]:
        """For each document what the layer gives: a row for each of its tokens."""
        keys = [keys_of(doc.to_array(KEY)) for doc in docs]
        if not self._learn({key for each in keys for key in each}):
            vectors: list[Any] = self._layer.predict(docs)
            return vectors
        rows = self._rows
        return [self._table[[rows[key] for key in each]] for each in keys]

    def _learn(self, words: set[Key]) -> bool:
        """Work out the vectors of words that are met for the first time; False where there are too many to keep."""
        import numpy as np
        from spacy.tokens import Doc

        if len(words) > KEPT:
            return False
        if len(self._rows) + len(words - self._rows.keys()) > KEPT:
            self._rows.clear()
        new = sorted(words - self._rows.keys())
        if new:
            strings, numbers = self._vocab.strings, rows_of(new, len(KEY))
            orths, _, spaces = numbers.T.tolist()
            doc = Doc(self._vocab, [strings[orth] for orth in orths], list(map(bool, spaces)))
            norms: Any = np.ascontiguousarray(numbers[:, 1:2])
            doc.from_array(KEY[1:2], norms)
            first = len(self._rows)
            (self._table[first : first + len(new)],) = self._layer.predict([doc])
            self._rows.update(zip(new, range(first, first + len(new)), strict=True))
        return True


def keep_word_vectors(nlp: Language) -> None:
    """Put the vectors of words in place of a pipeline's first layer, where that layer goes by single words."""
    from thinc.api import Model

    network: Any = nlp.get_pipe("tok2vec") if "tok2vec" in nlp.pipe_names else None
    if network is None or not network.model.layers:
        return
    layer = network.model.layers[0]
    columns = [c for node in layer.walk() if node.name == "extract_features" for c in node.attrs["columns"]]
    if not columns or not FOLLOWING.issuperset(columns):
        return
    vectors = WordVectors(layer, nlp)

    def forward(_: Any, docs: Sequence[Doc], **_training: bool) -> tuple[list[Any], Callable[[Any], list[Any]]]:
        return vectors.of(docs), lambda _: []

    network.model.layers[0] = Model("word_vectors", forward, layers=[layer])
