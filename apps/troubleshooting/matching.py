"""Which symptoms fit a text, a step or a probe. Pure: asks nothing of an org."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from apps.facts.symptoms import SYMPTOMS, Symptom
from apps.probes.registry import PROBES

__all__ = ["ERROR_LIMIT", "matched", "of_probe", "of_stage", "searched"]

ERROR_LIMIT = 10_000  # characters of a pasted text that are looked at


def searched(text: str, symptoms: Iterable[Symptom]) -> list[Symptom]:
    """Return the symptoms that hold every word of `text` anywhere."""
    words = text.casefold().split()
    return [one for one in symptoms if all(word in haystack(one) for word in words)]


def haystack(symptom: Symptom) -> str:
    parts = [symptom.id, symptom.title, symptom.note, *symptom.surfaces]
    for cause in symptom.causes:
        parts += (cause.text, cause.confirms, cause.fix)
    return "\n".join(parts).casefold()


def matched(error: str, symptoms: Iterable[Symptom]) -> Mapping[Symptom, str]:
    """Return the symptoms whose patterns fit a pasted text, with what fitted.

    The longest fitting piece comes first: it says most.
    """
    text = error[:ERROR_LIMIT]
    found: dict[Symptom, str] = {}
    for symptom in symptoms:
        pieces = [
            hit.group()
            for pattern in symptom.patterns
            if (hit := compiled(pattern).search(text))
        ]
        if pieces:
            found[symptom] = max(pieces, key=len)
    order = sorted(found, key=lambda one: -len(found[one]))
    return {one: found[one] for one in order}


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def of_stage(stage: str) -> list[Symptom]:
    """Return what people see while a step is not done."""
    return [one for one in SYMPTOMS.values() if stage in one.stages]


def of_probe(name: str) -> list[Symptom]:
    """Return what people see where a probe fails: of itself, else of its steps."""
    named = [one for one in SYMPTOMS.values() if name in one.probe_ids]
    if named or name not in PROBES:
        return named
    probe = PROBES[name]
    stages = {fact.removeprefix("stage:") for fact in probe.facts} | {*probe.proves}
    return [one for one in SYMPTOMS.values() if one.stages & stages]
