"""Dateline reads reports on armed conflict and political violence into a sourced event dataset.

`code(text, published=...)` gives the reports of one text. The names below are the public surface;
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

__all__ = [
    "Coding",
    "DataError",
    "DatelineError",
    "Document",
    "Kit",
    "Report",
    "SourceError",
    "Span",
    "Unknown",
    "UsageError",
    "Why",
    "__version__",
    "code",
    "load_kit",
]

_HOME = {
    "Coding": "pipeline",
    "DataError": "errors",
    "DatelineError": "errors",
    "Document": "model",
    "Kit": "kit",
    "Report": "model",
    "SourceError": "errors",
    "Span": "model",
    "Unknown": "model",
    "UsageError": "errors",
    "Why": "model",
    "code": "library",
    "load_kit": "kit",
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
