"""How causes are shown, and whether a step or probe leads to symptoms. No query."""

from django import template
from django.utils.safestring import SafeString

from apps.core.templatetags.ui import badge
from apps.troubleshooting.evaluate import Diagnosis
from apps.troubleshooting.matching import of_probe, of_stage

register = template.Library()

STATES = {
    "confirmed": ("red", "alert-triangle", "Confirmed"),
    "ruled_out": ("grey", "circle-minus", "Ruled out"),
    "unknown": ("unknown", "question-mark", "Unknown"),
}
VERDICTS = {
    "found": ("red", "alert-triangle", "Cause found"),
    "none": ("grey", "circle-minus", "Every cause ruled out"),
}
SETTLED = frozenset({"proven", "attested", "waived", "not_applicable", "resolved"})


@register.simple_tag
def cause_badge(state: str) -> SafeString:
    return badge(STATES, state)


@register.simple_tag
def symptom_badge(diagnosis: Diagnosis) -> SafeString:
    """Return the badge of a symptom with a confirmed cause, or with none left."""
    if diagnosis.confirmed:
        return badge(VERDICTS, "found")
    return SafeString("") if diagnosis.unknown else badge(VERDICTS, "none")


@register.simple_tag
def leads_to_symptoms(state: str, stage: str = "", probe: str = "") -> bool:
    """Tell whether people will see something of a step or finding in this state."""
    if state in SETTLED:
        return False
    return bool(of_stage(stage) if stage else of_probe(probe))
