"""An evaluation as text: a page in Markdown that a project can publish beside its data, or a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.agreement.measures import Figures, Level, Share, figures
from dateline.agreement.scoring import Evaluation

LABELS = {"found": "found", "typed": "found and of the right type", "fully_right": "fully right"}
WORDS = 120  # characters of a value in the list of what is wrong


def error_page(evaluation: Evaluation, *, gold: str, predictions: str, show: int = 0) -> str:
    """The page in Markdown; `gold` and `predictions` say what was compared, `show` is how many errors to list."""
    told = figures(evaluation)
    return "\n".join(
        [
            "# How far the records can be trusted",
            "",
            f"{told.documents} documents: {told.gold} events in {gold}, {told.predicted} reports in {predictions}.",
            "Reports are paired one to one with the events that they tell of. Intervals hold 95 of 100 resamples of",
            "the documents.",
            "",
            *_rows(("level", "precision", "recall", "F1"), _levels(told)),
            "",
            *_rows(("field, of reports of the right type", "right", "Krippendorff's alpha"), _fields(told)),
            "",
            f"Type: alpha {_alpha(told.alphas['type'])} over all pairs. Trapped: {told.trapped} of {told.passages}",
            f"passages that must give nothing. Reports without an event that give one: {told.quiet_with_reports} of"
            f" {told.quiet}.",
            "",
            *_rows(("type", "events", "reports", "both", "F1"), _types(told)),
            *(_misses(evaluation, show) if show else ()),
            "",
        ]
    )


def _levels(told: Figures) -> Iterator[tuple[str, ...]]:
    for name, level in told.levels.items():
        yield LABELS[name], f"{level.precision:.3f}", f"{level.recall:.3f}", _f1(level)


def _fields(told: Figures) -> Iterator[tuple[str, ...]]:
    for name, share in told.fields.items():
        yield name, _share(share), _alpha(told.alphas[name])


def _types(told: Figures) -> Iterator[tuple[str, ...]]:
    for name, each in told.types.items():
        yield name, str(each.gold), str(each.given), str(each.right), _share(each.f1)


def _misses(evaluation: Evaluation, show: int) -> Iterator[str]:
    yield from ("", "## What is not as it should be", "")
    rows = ((m.document, m.what, _short(m.gold), _short(m.ours)) for m in evaluation.misses[:show])
    yield from _rows(("document", "what", "should be", "is"), rows)


def _rows(header: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _short(value: object) -> str:
    words = " ".join(("" if value is None else str(value)).split()).replace("|", "\\|")
    return words if len(words) <= WORDS else f"{words[: WORDS - 1]}…"


def _f1(level: Level) -> str:
    return _share(level.f1)


def _share(share: Share) -> str:
    return f"{share.value:.3f} ({share.low:.2f}–{share.high:.2f})"


def _alpha(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
