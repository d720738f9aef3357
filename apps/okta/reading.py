"""From one raw element to its shape, or to a named problem: never an exception."""

from dataclasses import dataclass

import msgspec

from apps.okta.part import PartSpec
from apps.okta.shapes.base import Shape


@dataclass(frozen=True, slots=True)
class ShapeProblem:
    """An element in no shape we know: kept as it came, and shown as such."""

    okta_id: str
    reason: str


def okta_id_of(spec: PartSpec, raw: msgspec.Raw | bytes) -> str:
    """Return the element's id; empty where the part or the element has none."""
    try:
        element = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
        return msgspec.json.decode(element[spec.key], type=str)
    except (KeyError, msgspec.MsgspecError, UnicodeDecodeError):
        return ""


def read_shape(spec: PartSpec, raw: msgspec.Raw | bytes) -> Shape | ShapeProblem:
    """Return the element in the part's shape, or why it is in none."""
    try:
        return msgspec.json.decode(raw, type=spec.shape)
    except msgspec.ValidationError as error:
        reason = f"Its shape is unknown: {error}."
    except (msgspec.MsgspecError, UnicodeDecodeError):
        reason = "It is not valid JSON."
    return ShapeProblem(okta_id_of(spec, raw), reason)
