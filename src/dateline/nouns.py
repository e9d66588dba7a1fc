"""What makes a class a noun: a dataclass that nobody changes once it is made.

The type checker holds everybody to that. At run time nothing does: a frozen dataclass takes four times as long to make,
and a document needs hundreds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["noun"]

if TYPE_CHECKING:
    from dataclasses import dataclass as noun
else:
    from dataclasses import dataclass

    def noun(*, frozen: bool, slots: bool = False):
        """What `dataclass` does, and a hash for what is `frozen`, which is left unguarded."""
        return dataclass(slots=slots, unsafe_hash=frozen)
