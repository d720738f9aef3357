"""What a benchmark says: figures with their limits, as a table and as JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

HEADINGS = ("what", "ours", "against", "ratio", "limit", "")
PASSED, MISSED, SHOWN = "ok", "MISSED", ""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured figure; `limit` None: shown, not binding.

    `ratio` is the median of the ratios of pairs that ran in turn, or a plain count
    where a count is what is promised.
    """

    area: str
    name: str
    ratio: float
    limit: float | None = None
    ours: str = ""
    against: str = ""

    @property
    def holds(self) -> bool:
        return self.limit is None or self.ratio <= self.limit

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return SHOWN
        return PASSED if self.holds else MISSED

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "holds": self.holds}


def milliseconds(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1000:.1f} ms"


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as a table that is Markdown as well."""
    rows = [
        (
            f"{one.area}: {one.name}",
            one.ours,
            one.against,
            f"{one.ratio:.2f}",
            "" if one.limit is None else f"{one.limit:g}",
            one.verdict,
        )
        for one in figures
    ]
    widths = [max(len(row[place]) for row in [HEADINGS, *rows]) for place in range(6)]
    lines = [HEADINGS, tuple("-" * width for width in widths), *rows]
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"
