"""Dateline reads reports on armed conflict and political violence into a sourced event dataset.

`code(text, published=...)` gives the reports of one text, `days` and `places` only the days and places
that it names. The names below are the public surface;
everything else may change without notice. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.errors import DataError, DatelineError, SourceError, UsageError
    from dateline.kit import Kit, load_kit
    from dateline.library import code
    from dateline.model import Document, Report, Span, Unknown, Why
    from dateline.pipeline import Coding
    from dateline.resolvers import DayRange, PlaceName, days, places

__all__ = [
    "Coding",
    "DataError",
    "DatelineError",
    "DayRange",
    "Document",
    "Kit",
    "PlaceName",
    "Report",
    "SourceError",
    "Span",
    "Unknown",
    "UsageError",
    "Why",
    "__version__",
    "code",
    "days",
    "load_kit",
    "places",
]

_HOME = {
    "Coding": "pipeline",
    "DataError": "errors",
    "DatelineError": "errors",
    "DayRange": "resolvers",
    "Document": "model",
    "Kit": "kit",
    "PlaceName": "resolvers",
    "Report": "model",
    "SourceError": "errors",
    "Span": "model",
    "Unknown": "model",
    "UsageError": "errors",
    "Why": "model",
    "code": "library",
    "days": "resolvers",
    "load_kit": "kit",
    "places": "resolvers",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("dateline")
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"dateline.{_HOME[name]}"), name)
    raise AttributeError(f"module 'dateline' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
