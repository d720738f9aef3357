"""Keeps the rows of an org's applications, brands and servers as it lists them.

Writes what differs and nothing else; a row that is no longer listed keeps its history
and says since when.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from apps.core.bulk import insert_objects
from apps.inventory.deployment import Judgement, is_okta_own, unreadable
from apps.inventory.models import Application, AuthorizationServer, Brand
from apps.inventory.storing import update_rows
from apps.okta.shapes import Application as ApplicationShape
from apps.orgs.models import Org

Row = TypeVar("Row", Brand, AuthorizationServer)
COLUMNS = (
    "label", "name", "status", "sign_on_mode", "application_type", "client_id",
    "grant_types", "is_okta_own", "shape_problem", "model", "candidates", "confidence",
    "votes", "gone_at",
)  # fmt: skip
LIMITS = {
    "label": 255, "name": 255, "status": 20, "sign_on_mode": 40,
    "application_type": 20, "client_id": 120,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """An application as a snapshot lists it, with the judgement on its model."""

    okta_id: str
    values: dict[str, Any]


def listed(shape: ApplicationShape, judgement: Judgement) -> Listed:
    """Return the columns of an application whose shape is known."""
    return Listed(
        shape.id,
        _whole(
            judgement,
            label=shape.label or shape.name or shape.id,
            name=shape.name,
            status=shape.status,
            sign_on_mode=shape.sign_on_mode or "",
            application_type=shape.application_type or "",
            client_id=shape.client_id if shape.oauth_client else "",
            grant_types=" ".join(sorted(shape.grant_types)),
            is_okta_own=is_okta_own(shape),
        ),
    )


def listed_unread(okta_id: str, raw: Any, problem: str) -> Listed:
    """Return the columns of an application in no known shape: what words it has."""
    words = {
        column: raw.get(key) if isinstance(raw, dict) else None
        for column, key in (
            ("label", "label"),
            ("name", "name"),
            ("status", "status"),
            ("sign_on_mode", "signOnMode"),
        )
    }
    known = {key: one for key, one in words.items() if isinstance(one, str)}
    values = _whole(
        unreadable(problem),
        **{"label": okta_id, **known},
        shape_problem=problem,
    )
    return Listed(okta_id, values)


def keep_applications(
    org: Org, page: Sequence[Listed], now: datetime
) -> list[Application]:
    """Bring the rows of a page into line and return them in its order. Few queries."""
    rows = _rows_of(org, [one.okta_id for one in page])
    fresh, changed = [], []
    for one in page:
        row = rows.get(one.okta_id)
        if row is None:
            fresh.append(
                Application(
                    org=org, okta_id=one.okta_id, first_seen_at=now, **one.values
                )
            )
        elif any(getattr(row, name) != one.values[name] for name in COLUMNS):
            for name, value in one.values.items():
                setattr(row, name, value)
            changed.append(row)
    if fresh or changed:
        with transaction.atomic():
            insert_objects(Application, fresh)
            update_rows(Application, COLUMNS, changed)
    rows |= _rows_of(org, [row.okta_id for row in fresh])
    return [rows[one.okta_id] for one in page]


def _rows_of(org: Org, okta_ids: Sequence[str | None]) -> dict[str | None, Application]:
    if not okta_ids:
        return {}
    rows = Application.objects.filter(org=org, okta_id__in=okta_ids)
    return {row.okta_id: row for row in rows}


def let_applications_go(
    org: Org, listed: Collection[str], now: datetime, *, after: str, upto: str = ""
) -> int:
    """Mark applications as gone whose Okta id lies in a range that lists others.

    The range begins behind `after` and ends with `upto`, or has no end without it.
    """
    rows = Application.objects.filter(org=org, gone_at=None, okta_id__gt=after)
    if upto:
        rows = rows.filter(okta_id__lte=upto)
    keys = rows.values_list("pk", "okta_id")
    gone = [pk for pk, okta_id in keys if okta_id not in listed]
    return Application.objects.filter(pk__in=gone).update(gone_at=now) if gone else 0


def keep_brands(org: Org, rows: Mapping[str, Mapping[str, Any]], now: datetime) -> None:
    """Bring the brands into line with {Okta id: columns}; all others are gone."""
    _keep(Brand, org, rows, now)


def keep_servers(
    org: Org, rows: Mapping[str, Mapping[str, Any]], now: datetime
) -> None:
    """Bring the authorization servers into line with {Okta id: columns}."""
    _keep(AuthorizationServer, org, rows, now)


def _keep(
    model: type[Row], org: Org, listed: Mapping[str, Mapping[str, Any]], now: datetime
) -> None:
    stored: dict[str, Row] = {
        row.okta_id: row
        for row in model._default_manager.filter(org=org)  # noqa: SLF001
    }
    fresh: list[Row] = []
    changed: list[Row] = []
    for okta_id, values in listed.items():
        row = stored.get(okta_id)
        wanted = {**values, "gone_at": None}
        if row is None:
            fresh.append(model(org=org, okta_id=okta_id, **wanted))
        elif any(getattr(row, name) != value for name, value in wanted.items()):
            _set(row, wanted)
            changed.append(row)
    for okta_id, row in stored.items():
        if okta_id not in listed and row.gone_at is None:
            row.gone_at = now
            changed.append(row)
    if not (fresh or changed):
        return
    names = [*next(iter(listed.values()), {}), "gone_at"]
    with transaction.atomic():
        model._default_manager.bulk_create(fresh)  # noqa: SLF001
        update_rows(model, names, changed)


def _set(row: object, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _whole(judgement: Judgement, **words: Any) -> dict[str, Any]:
    """Return every column that judging writes, cut to its width."""
    values: dict[str, Any] = dict.fromkeys(COLUMNS, "")
    values |= {name: _cut(name, value) for name, value in words.items()}
    values |= {
        "is_okta_own": bool(words.get("is_okta_own")),
        "model": judgement.model.value,
        "candidates": " ".join(judgement.candidates),
        "confidence": judgement.confidence,
        "votes": [vote.as_json() for vote in judgement.votes],
        "gone_at": None,
    }
    return values


def _cut(name: str, value: Any) -> Any:
    width = LIMITS.get(name)
    return value[:width] if width and isinstance(value, str) else value
