"""A stored snapshot as typed values for probes; bounded parts only, no applications."""

from collections import defaultdict
from dataclasses import fields
from datetime import datetime
from typing import Any

from apps.core import clock
from apps.okta.part import PartSpec
from apps.okta.parts import PARTS, ShapeProblem
from apps.okta.seen import Part, Seen, Unseen
from apps.okta.shapes.base import Shape
from apps.okta.snapshot import OrgSnapshot
from apps.snapshots.models import PartReading, Snapshot
from apps.snapshots.queries.visible import visible_at
from apps.snapshots.rules import APPLICATIONS, shape_of

FIELDS = frozenset(field.name for field in fields(OrgSnapshot)) - {"taken_at"}
Bodies = dict[tuple[str, str], list[tuple[str, str]]]


def load_org_snapshot(snapshot: Snapshot) -> OrgSnapshot:
    """Return every bounded part as seen or unseen. Two queries.

    An object in no known shape makes its part unseen, with the reason: a probe that
    cannot look at one of the rules must not say that none is wrong.
    """
    bodies: Bodies = defaultdict(list)
    rows = visible_at(snapshot).exclude(part=APPLICATIONS).order_by("part", "pk")
    for part, parent, okta_id, body in rows.values_list(
        "part", "parent", "okta_id", "body"
    ).iterator():
        bodies[part, parent].append((okta_id, body))
    values: dict[str, Any] = {}
    readings = list(snapshot.readings.all())
    for spec in PARTS.values():
        if spec.id in FIELDS:
            mine = [reading for reading in readings if reading.part == spec.id]
            values[spec.id] = _part(spec, mine, bodies)
    return OrgSnapshot(taken_at=_taken_at(snapshot), **values)


def _taken_at(snapshot: Snapshot) -> datetime:
    return snapshot.seen_at or snapshot.started_at or clock.now()


def _part(spec: PartSpec, readings: list[PartReading], bodies: Bodies) -> Any:
    if spec.parents:
        return {
            reading.parent: _many(spec, reading, bodies[spec.id, reading.parent])
            for reading in readings
        }
    if not readings:
        return Unseen(_never_asked(spec))
    many = _many(spec, readings[0], bodies[spec.id, ""])
    if not spec.single or isinstance(many, Unseen):
        return many
    if not many.value:
        return Unseen(many.note or "The org answered with nothing.")
    return Seen(many.value[0], many.note)


def _many(
    spec: PartSpec, reading: PartReading, bodies: list[tuple[str, str]]
) -> Part[tuple[Shape, ...]]:
    if reading.state != PartReading.State.SEEN:
        return Unseen(reading.reason or "This part was not read yet.")
    shapes: list[Shape] = []
    for okta_id, body in bodies:
        shape = shape_of(spec, body)
        if isinstance(shape, ShapeProblem):
            return Unseen(f"{okta_id} has a shape that is not known. {shape.reason}")
        shapes.append(shape)
    return Seen(tuple(shapes), reading.reason)


def _never_asked(spec: PartSpec) -> str:
    if len(spec.engines) == 1:
        engine = next(iter(spec.engines)).value.replace("_", " ").title()
        return f"Only orgs on {engine} have this part; it was not asked for."
    return "This part was not asked for."
