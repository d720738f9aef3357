"""Where a person can speak for steps on a page, and what was refused there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

from apps.checklists.forms import AttestForm
from apps.checklists.services import RefusedError
from apps.facts.fact import StageSubject

TOO_LONG = "Say it in at most 2,000 characters."


@dataclass(frozen=True)
class Refusal:
    """An attestation that was not taken: what was typed, and why it did not do."""

    stage: str
    message: str
    why: str


@dataclass(frozen=True)
class AttestingDesk:
    """Steps of which subject are attested on this page, and at which address."""

    subject: StageSubject
    address: str
    refusal: Refusal | None = None


def refusal_of(
    typed: QueryDict, stage: str, speak: Callable[[str], None]
) -> Refusal | None:
    """Hand what was typed to `speak`; return what was refused, None if nothing was."""
    form = AttestForm(typed)
    message = typed.get("message", "")
    if not form.is_valid():
        return Refusal(stage, message, TOO_LONG)
    try:
        speak(form.cleaned_data["message"])
    except RefusedError as refused:
        return Refusal(stage, message, str(refused))
    return None
