"""The part of a step that facts alone decide: drawn once, whoever the step is of."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from apps.checklists.rules import who_can_prove
from apps.facts.stages import STAGES

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=len(STAGES))
def step_guide(stage_id: str) -> SafeString:
    """Return what to do for a stage, and what would prove it."""
    stage = STAGES[stage_id]
    context = {"stage": stage, "who": who_can_prove(stage)}
    return render_to_string("checklists/_step_guide.html", context)
