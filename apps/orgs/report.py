"""A connected org and what its credential sees, for the command line."""

from typing import Any

from apps.okta.parts import READ_SCOPES
from apps.orgs.examination import Examination, PartSight
from apps.orgs.models import EngineName, Org

SCHEMA = "upgradeplanner.connected/1"
WORDS = {
    "visible": "visible",
    "absent": "none there",
    "scope_missing": "scope missing",
    "role_missing": "role too small",
    "failed": "not tested",
}


def as_lines(org: Org, examination: Examination) -> list[str]:
    """Return what people read: the org, then a line a part, then what to grant."""
    engine = EngineName(org.engine).label if org.engine else "engine unknown"
    lines = [f"Connected {org.name}: {org.url}, {engine}, id {org.okta_id}."]
    if org.alternate_url:
        lines.append(f"Its custom domain is {org.alternate_url}.")
    lines.append(f"{examination.summary}, found with {examination.calls} calls:")
    width = max(len(each.title) for each in examination.parts)
    lines += [line_of(each, width) for each in examination.parts]
    if examination.missing_scopes:
        lines.append("Grant these scopes too, then test the credential again:")
        lines += [f"  {scope}" for scope in examination.missing_scopes]
    return lines


def line_of(part: PartSight, width: int) -> str:
    line = f"  {part.title:<{width}}  {WORDS[part.sight]:<14}  {part.sentence}".rstrip()
    if part.is_seen:
        return line
    return f"{line} Unknown without it: {part.unknown_without}."


def as_document(org: Org, examination: Examination) -> dict[str, Any]:
    """Return the JSON document of `connect_org --json`."""
    return {
        "schema": SCHEMA,
        "org": {
            "name": org.name,
            "okta_id": org.okta_id,
            "url": org.url,
            "alternate_url": org.alternate_url or None,
            "environment": org.environment,
            "engine": org.engine or None,
        },
        "calls": examination.calls,
        "parts": [
            {
                "part": each.part,
                "sight": each.sight.value,
                "reason": each.sentence or None,
                "missing_scopes": list(each.scopes),
                "unknown_without": None if each.is_seen else each.unknown_without,
            }
            for each in examination.parts
        ],
        "granted_scopes": (
            None if examination.granted is None else sorted(examination.granted)
        ),
        "missing_scopes": list(examination.missing_scopes),
        "read_scopes": list(READ_SCOPES),
    }
