"""Rows of numbers, as spaCy gives them for the tokens of a text, as keys of a dictionary: their bytes.

A tuple of numbers for each token takes several times as long to make and to look up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

type Key = bytes


def keys_of(rows: Any) -> list[Key]:
    """A key for each row of a table of 64 bit numbers."""
    import numpy as np

    keys: list[Key] = np.ascontiguousarray(rows).view(f"V{rows.itemsize * rows.shape[1]}").ravel().tolist()
    return keys


def rows_of(keys: Iterable[Key], width: int) -> Any:
    """The rows, of so many numbers, that keys were made of."""
    import numpy as np

    return np.frombuffer(b"".join(keys), dtype=np.uint64).reshape(-1, width)
