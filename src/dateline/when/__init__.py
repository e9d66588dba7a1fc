"""When: finds the words of a text that name days and resolves them against the publication date.

A document without a publication date gives Unknown for whatever needs one. Nothing here reads a
clock, and nothing guesses: times of day, durations and repetitions name no day.
"""

from .extended import edtf
from .finding import find_days, inferred_days
from .loading import WhenData, load_when

__all__ = ["WhenData", "edtf", "find_days", "inferred_days", "load_when"]
