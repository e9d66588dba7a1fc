"""What the parser's network makes of words by those around them: spaCy's layers over windows, for reading alone.

spaCy's own work out for every row what training would need, and take twice as long. A network that is built otherwise
is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

ROWS = 1000  # rows of a block, so that its numbers stay near the processor
SHAPE = ["expand_window", "maxout", "layernorm", "dropout"]  # the layers inside one that looks around
TINY = 1e-8  # added to a variance by spaCy's layers

type Array = Any  # numpy's arrays of 32 bit floats


@dataclass(frozen=True, slots=True)
class Layer:
    """One look at the words right beside each: the numbers of one of spaCy's layers.

    `weights` has a column for each of the `pieces` times `width` sums, all of the first piece before those of the next,
    so that the greatest is found piece by piece.
    """

    weights: Array
    bias: Array
    gain: Array
    shift: Array

    def add(self, rows: Array) -> None:
        """Add to each row but the first and the last what the layer makes of it and of its neighbours."""
        import numpy as np
        from numpy.lib.stride_tricks import sliding_window_view

        width = rows.shape[1]
        windows = sliding_window_view(rows.reshape(-1), 3 * width)[::width]
        sums = np.ascontiguousarray(windows) @ self.weights
        sums += self.bias
        best = sums[:, :width]
        for start in range(width, sums.shape[1], width):
            best = np.maximum(best, sums[:, start : start + width])
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + np.float32(TINY)
        best *= (1 / np.sqrt(variance))[:, None]
        best *= self.gain
        best += self.shift
        rows[1:-1] += best


@dataclass(frozen=True, slots=True)
class Windows:
    """Layers one upon the other, over sequences parted by `pad` empty rows."""

    layers: tuple[Layer, ...]
    pad: int

    def of(self, sequences: Sequence[Array]) -> list[Array]:
        """For each sequence of rows what the layers make of it."""
        out: list[Array] = []
        for block in self._blocks(sequences):
            out += self._of_block(block)
        return out

    def _blocks(self, sequences: Sequence[Array]) -> Iterator[list[Array]]:
        block: list[Array] = []
        size = 0
        for rows in sequences:
            block.append(rows)
            size += len(rows) + self.pad
            if size > ROWS:
                yield block
                block, size = [], 0
        if block:
            yield block

    def _of_block(self, block: list[Array]) -> list[Array]:
        import numpy as np

        size = sum(len(rows) + self.pad for rows in block)
        every = np.zeros((1 + self.pad + size + 1, block[0].shape[1]), dtype=np.float32)
        at = 1 + self.pad
        stretches = []
        for rows in block:
            stretches.append(slice(at, at + len(rows)))
            every[stretches[-1]] = rows
            at += len(rows) + self.pad
        for layer in self.layers:
            layer.add(every)
        return [every[stretch] for stretch in stretches]


def read_windows(nlp: Language) -> None:
    """Put leaner layers in place of those of a pipeline's network that look around, where it is built as expected."""
    from thinc.api import Model

    network: Any = nlp.get_pipe("tok2vec") if "tok2vec" in nlp.pipe_names else None
    if network is None or len(network.model.layers) != 2:
        return
    around = network.model.layers[1]
    windows = _windows(around)
    if windows is None:
        return

    def forward(_: Any, sequences: list[Array], **_training: bool) -> tuple[list[Array], Callable[[Any], list[Array]]]:
        return windows.of(sequences), lambda _: []

    network.model.layers[1] = Model("windows", forward, layers=[around])


def _windows(around: Any) -> Windows | None:
    if not around.name.startswith("with_array") or "pad" not in around.attrs or len(around.layers) != 1:
        return None
    layers = [_layer(layer) for layer in around.layers[0].layers]
    return Windows(tuple(kept for kept in layers if kept), around.attrs["pad"]) if all(layers) else None


def _layer(layer: Any) -> Layer | None:
    """The numbers of a layer that looks around; None where it is built otherwise."""
    import numpy as np

    inner = [node for node in layer.walk(order="dfs_pre") if not node.layers]
    if not layer.name.startswith("residual") or [node.name for node in inner] != SHAPE:
        return None
    window, maxout, norm, _ = inner
    width, pieces, size = maxout.get_dim("nO"), maxout.get_dim("nP"), maxout.get_dim("nI")
    if window.attrs["window_size"] != 1 or size != 3 * width:
        return None
    weights = maxout.get_param("W").transpose(2, 1, 0).reshape(size, pieces * width)
    bias = maxout.get_param("b").T.reshape(pieces * width)
    gain, shift = norm.get_param("G"), norm.get_param("b")
    return Layer(*(np.ascontiguousarray(numbers) for numbers in (weights, bias, gain, shift)))
