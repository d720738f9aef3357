"""Every part of an org that is read: one file is one part, its name the part's id."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from apps.okta.part import PartSpec
from apps.okta.reading import ShapeProblem, okta_id_of, read_shape

__all__ = [
    "PARTS",
    "READ_SCOPES",
    "PartDeclarationError",
    "ShapeProblem",
    "in_reading_order",
    "load",
    "okta_id_of",
    "read_shape",
]

# Read before the others: what the rest depends on, and what people wait for.
FIRST = ("engine", "applications", "authorization_servers")


class PartDeclarationError(Exception):
    """A file of this folder declares no part, or one that cannot be read."""


def in_reading_order(parts: Mapping[str, PartSpec]) -> Mapping[str, PartSpec]:
    """Return the parts, every parent before its children, FIRST before its equals.

    Raises PartDeclarationError for a parent that does not exist or leads in a circle.
    """

    def depth(part_id: str, below: tuple[str, ...] = ()) -> int:
        if part_id not in parts or part_id in below:
            raise PartDeclarationError(f"{below[-1]}: parent {part_id} cannot be read")
        parents = parts[part_id].parents
        return 1 + max((depth(each, (*below, part_id)) for each in parents), default=0)

    def rank(part_id: str) -> tuple[int, int, str]:
        first = FIRST.index(part_id) if part_id in FIRST else len(FIRST)
        return depth(part_id), first, part_id

    return MappingProxyType({each: parts[each] for each in sorted(parts, key=rank)})


def load(folder: Path, package: str) -> Mapping[str, PartSpec]:
    """Return the part of every file in `folder`; an underscore marks a helper."""
    parts: dict[str, PartSpec] = {}
    for file in sorted(folder.glob("[a-z]*.py")):
        part = getattr(import_module(f"{package}.{file.stem}"), "PART", None)
        if not isinstance(part, PartSpec) or part.id != file.stem:
            raise PartDeclarationError(f"{file.name}: no PART with the id {file.stem}")
        parts[part.id] = part
    return in_reading_order(parts)


PARTS: Mapping[str, PartSpec] = load(Path(__file__).parent, __name__)
READ_SCOPES: tuple[str, ...] = tuple(
    sorted({scope for part in PARTS.values() for scope in part.scopes})
)
