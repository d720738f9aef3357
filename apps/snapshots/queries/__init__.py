"""Reads of snapshots: coverage, typed values, objects, comparison. Writes nothing."""

from apps.snapshots.queries.comparison import (
    ChangedObject,
    Comparison,
    DescribedChange,
    NotCompared,
    compare,
    describe,
)
from apps.snapshots.queries.completeness import complete_parts
from apps.snapshots.queries.coverage import Coverage, coverage, last_complete_at
from apps.snapshots.queries.loading import load_org_snapshot
from apps.snapshots.queries.visible import (
    application_pages,
    label_of,
    raw_object,
    stored_object,
    visible_at,
)

__all__ = [
    "ChangedObject",
    "Comparison",
    "Coverage",
    "DescribedChange",
    "NotCompared",
    "application_pages",
    "compare",
    "complete_parts",
    "coverage",
    "describe",
    "label_of",
    "last_complete_at",
    "load_org_snapshot",
    "raw_object",
    "stored_object",
    "visible_at",
]
