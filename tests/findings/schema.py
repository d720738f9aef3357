"""Checks a document against a JSON schema: the words that our own schemas use."""

import json
import re
from pathlib import Path
from typing import Any

from django.conf import settings

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
KNOWN = {
    "$schema", "title", "type", "required", "properties", "additionalProperties",
    "items", "enum", "const", "pattern", "minimum", "maximum",
}  # fmt: skip


def schema_named(name: str) -> dict[str, Any]:
    path = Path(settings.BASE_DIR) / "docs" / "schemas" / f"{name}.json"
    schema: dict[str, Any] = json.loads(path.read_text())
    return schema


def problems(schema: dict[str, Any], value: Any, where: str = "$") -> list[str]:
    """Return what is wrong with `value`, each with its place."""
    unknown = schema.keys() - KNOWN
    assert not unknown, f"teach the check {unknown}"
    found = list(_own_problems(schema, value, where))
    if isinstance(value, dict):
        own = schema.get("properties", {})
        missing = [key for key in schema.get("required", ()) if key not in value]
        found += [f"{where}.{key} is missing" for key in missing]
        more = schema.get("additionalProperties", True)
        for key, item in value.items():
            if key in own or isinstance(more, dict):
                found += problems(own.get(key, more), item, f"{where}.{key}")
            elif not more:
                found.append(f"{where}.{key} is not in the schema")
    if isinstance(value, list):
        for place, item in enumerate(value):
            found += problems(schema.get("items", {}), item, f"{where}[{place}]")
    return found


def _own_problems(schema: dict[str, Any], value: Any, where: str) -> list[str]:
    found = []
    types = schema.get("type", [])
    names = [types] if isinstance(types, str) else types
    fits = any(
        isinstance(value, TYPES[name])
        and (name == "boolean" or value is not True)
        and (name == "boolean" or value is not False)
        for name in names
    )
    if names and not fits:
        found.append(f"{where} is {value!r}, not {types}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where} is {value!r}, none of {schema['enum']}")
    if "const" in schema and value != schema["const"]:
        found.append(f"{where} is {value!r}, not {schema['const']}")
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        found.append(f"{where} is {value!r}, not like {schema['pattern']}")
    least, most = schema.get("minimum", value), schema.get("maximum", value)
    if isinstance(value, int) and not least <= value <= most:
        found.append(f"{where} is {value}, out of bounds")
    return found
