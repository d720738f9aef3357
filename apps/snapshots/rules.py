"""From a page of an answer to storable objects, and from an error to a reason. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from apps.okta.errors import (
    AbsentError,
    BadAnswerError,
    CredentialRefusedError,
    ForbiddenError,
    NotOktaError,
    OktaError,
    UnreachableError,
)
from apps.okta.json import digest as digest_of
from apps.okta.part import PartSpec
from apps.okta.parts import PARTS, ShapeProblem, okta_id_of, read_shape
from apps.okta.shapes.base import Shape

# An id is put into paths and lists of lines, so it must be a plain word.
PLAIN_ID = re.compile(r"[A-Za-z0-9_.:@~-]{1,100}")
MADE_UP = "digest-"  # begins the id of an object that names none
APPLICATIONS = "applications"  # the one part that is as large as the org
READ_ONLY_ROLE = "READ_ONLY_ADMIN"

Raw = msgspec.Raw | bytes


class Element(NamedTuple):
    """One object of a page; `problem` says why it is in no known shape."""

    okta_id: str
    digest: str  # of the bytes as they came
    raw: Raw
    problem: str = ""


def elements_of(spec: PartSpec, parent: str, raws: Sequence[Raw]) -> list[Element]:
    """Return the objects of a page, each id once.

    An object in no known shape is kept as it came; one without an id gets one from its
    digest. Raises BadAnswerError for what is no readable JSON after all.
    """
    decoder, attribute = _reader(spec.shape, spec.key)
    elements: dict[str, Element] = {}
    for raw in raws:
        problem = ""
        digest = digest_of(raw)
        try:
            shape = decoder.decode(raw)
            named = getattr(shape, attribute) if attribute else ""
        except (msgspec.MsgspecError, UnicodeDecodeError):
            problem, named = _problem(spec, raw)
        except RecursionError as error:
            raise BadAnswerError("The answer is nested too deep to be read.") from error
        okta_id = _id_of(spec, parent, named, digest)
        elements[okta_id] = Element(okta_id, digest, raw, problem)
    return list(elements.values())


def _problem(spec: PartSpec, raw: Raw) -> tuple[str, str]:
    answer = read_shape(spec, raw)
    if isinstance(answer, ShapeProblem):
        return answer.reason, answer.okta_id
    return "", okta_id_of(spec, raw)


def _id_of(spec: PartSpec, parent: str, named: object, digest: str) -> str:
    if spec.single and not named:
        named = parent.rsplit("/", 1)[-1] or spec.id
    if isinstance(named, str) and PLAIN_ID.fullmatch(named):
        return named
    return MADE_UP + digest


def has_made_up_id(okta_id: str) -> bool:
    return okta_id.startswith(MADE_UP)


@lru_cache(maxsize=64)
def _reader(shape: type[Shape], key: str) -> tuple["msgspec.json.Decoder[Shape]", str]:
    """Return the decoder of a shape and the attribute that holds the wire key `key`."""
    fields = msgspec.structs.fields(shape)
    names = [field.name for field in fields if field.encode_name == key]
    return msgspec.json.Decoder(shape), names[0] if names else ""


def child_key(parent: str, okta_id: str) -> str:
    """Return the parent key of what hangs on an object: "aus1/00p1"."""
    return f"{parent}/{okta_id}" if parent else okta_id


def path_of(spec: PartSpec, parent: str) -> str:
    """Return the path of the first page of a unit."""
    return spec.path.format(*parent.split("/")) if parent else spec.path


def children_of(part: str) -> list[PartSpec]:
    """Return the parts that hang on the objects of `part`."""
    return [spec for spec in PARTS.values() if part in spec.parents]


def unseen_reason(error: OktaError, spec: PartSpec) -> str:
    """Return why a part stays unseen, with the scope or role that would show it."""
    if not isinstance(error, ForbiddenError):
        return error.advice
    scopes = error.missing or " ".join(spec.scopes)
    hint = (
        f"A service app needs {scopes}; an API token needs an administrator role that "
        f"may read this, {READ_ONLY_ROLE} is the one to try."
        if scopes
        else ""
    )
    return f"{error.sentence} {hint}".strip()


def absent_note(error: OktaError, spec: PartSpec) -> str | None:
    """Return why the part is empty where the error means that the org has none."""
    return spec.absent.get(error.code) if isinstance(error, AbsentError) else None


def ends_every_call(error: OktaError) -> bool:
    """Return whether no further call with this credential can succeed."""
    return isinstance(error, CredentialRefusedError)


def is_out_of_reach(error: OktaError) -> bool:
    """Return whether the org itself, not one of its answers, could not be reached."""
    return isinstance(error, UnreachableError | NotOktaError)


def problem_sentence(first: Element) -> str:
    """Return what is said of a part that holds an object in no known shape."""
    return f"{first.okta_id} has a shape that is not known. {first.problem}"


def shape_of(spec: PartSpec, body: str) -> Shape | ShapeProblem:
    return read_shape(spec, body.encode())
