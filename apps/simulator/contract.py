"""Checks every request against the OpenAPI file of the calls that the planner makes."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from apps.simulator.messages import OktaError, Request, invalid
from apps.simulator.store import Json

METHODS = ("get", "put", "post")
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
}


@dataclass(frozen=True)
class Operation:
    id: str
    scope: str  # "" where the call is public
    parameters: tuple[Json, ...]
    body: Json | None


@dataclass(frozen=True)
class Call:
    """A request that the contract knows, with the values of its path."""

    operation: Operation
    values: dict[str, str]


class ContractError(OktaError):
    """A request that the planner must never send; answered as Okta would."""

    def __init__(self, error: OktaError, violation: str) -> None:
        super().__init__(error.status, error.code, error.about, *error.causes)
        self.violation = violation


@lru_cache(maxsize=1)
def document() -> Json:
    """Return the OpenAPI document."""
    text = files("apps.simulator").joinpath("openapi.json").read_text("utf-8")
    value: Json = json.loads(text)
    return value


@lru_cache(maxsize=1)
def _routes() -> tuple[tuple[re.Pattern[str], dict[str, Operation]], ...]:
    routes = []
    for path, item in document()["paths"].items():
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)
        operations = {
            method.upper(): _operation(item[method], item)
            for method in METHODS
            if method in item
        }
        routes.append((re.compile(pattern), operations))
    return tuple(routes)


def _operation(value: Json, item: Json) -> Operation:
    scopes = [one["oauth2"][0] for one in value["security"] if "oauth2" in one]
    content = value.get("requestBody", {}).get("content", {})
    body = content.get("application/json", {}).get("schema")
    parameters = (*item.get("parameters", ()), *value.get("parameters", ()))
    return Operation(value["operationId"], "".join(scopes), parameters, body)


def match(request: Request) -> Call:
    """Return the call of a request; raises ContractError for another path or method."""
    for pattern, operations in _routes():
        found = pattern.fullmatch(request.path)
        if found is None:
            continue
        operation = operations.get(request.method)
        if operation is None:
            error = OktaError(405, "E0000022")
            raise ContractError(error, f"{request.method} is no method of this path")
        return Call(operation, found.groupdict())
    raise ContractError(OktaError(404, "E0000008"), "this path is not in the contract")


def check(request: Request, call: Call) -> None:
    """Check parameters and body; raises ContractError."""
    for problem in _problems(request, call):
        raise ContractError(invalid(problem.split(" ", 1)[0], problem), problem)


def _problems(request: Request, call: Call) -> Iterator[str]:
    known = {one["name"]: one for one in call.operation.parameters}
    given = request.query
    for name, text in (call.values | given).items():
        if name not in known or known[name]["in"] not in ("path", "query"):
            yield f"{name} is no parameter of this call"
        else:
            yield from _parameter_problems(name, text, known[name]["schema"])
    for name, one in known.items():
        if one.get("required") and name not in given and name not in call.values:
            yield f"{name} is missing"
    if call.operation.body is not None:
        try:
            value = request.json
        except ValueError:
            yield "body is no JSON"
            return
        yield from _value_problems("body", value, call.operation.body)


def _parameter_problems(name: str, text: str, schema: Json) -> Iterator[str]:
    value: Any = text
    if schema["type"] == "integer":
        if not re.fullmatch(r"-?\d{1,9}", text):
            yield f"{name} is no integer"
            return
        value = int(text)
    elif schema["type"] == "boolean":
        value = {"true": True, "false": False}.get(text)
    yield from _value_problems(name, value, schema)


def _value_problems(name: str, value: Any, schema: Json) -> Iterator[str]:
    if "$ref" in schema:
        schema = document()["components"]["schemas"][schema["$ref"].rsplit("/")[-1]]
    if value is None and schema.get("nullable"):
        return
    if not _is_of(value, schema["type"]):
        yield f"{name} is no {schema['type']}"
        return
    yield from _limit_problems(name, value, schema)
    for key in schema.get("required", ()):
        if key not in value:
            yield f"{name}.{key} is missing"
    for key, inner in schema.get("properties", {}).items():
        if key in value:
            yield from _value_problems(f"{name}.{key}", value[key], inner)
    for number, one in enumerate(value if "items" in schema else ()):
        yield from _value_problems(f"{name}[{number}]", one, schema["items"])


def _is_of(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, TYPES[kind])


def _limit_problems(name: str, value: Any, schema: Json) -> Iterator[str]:
    if "enum" in schema and value not in schema["enum"]:
        yield f"{name} is none of the known values"
    if "minimum" in schema and value < schema["minimum"]:
        yield f"{name} is below {schema['minimum']}"
    if "maximum" in schema and value > schema["maximum"]:
        yield f"{name} is above {schema['maximum']}"
    if "pattern" in schema and not re.fullmatch(schema["pattern"], value):
        yield f"{name} has a wrong form"
