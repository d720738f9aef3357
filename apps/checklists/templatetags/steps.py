"""The part of a step that facts alone decide: drawn once, whoever the step is of."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from apps.checklists.rules import who_can_prove
from apps.checklists.terms import FirstUses, terms_in
from apps.facts.stages import STAGES

register = template.Library()
VARIANTS = 4  # of most stages: which of its terms its page explained before


@register.simple_tag
def step_guide(stage_id: str, uses: FirstUses) -> SafeString:
    """Return what to do for a stage, and what would prove it.

    Each term is explained where the page uses it first.
    """
    used = _terms_of(stage_id)
    known = used & uses.seen
    uses.seen.update(used)
    return _drawn(stage_id, known)


@lru_cache(maxsize=len(STAGES))
def _terms_of(stage_id: str) -> frozenset[str]:
    stage = STAGES[stage_id]
    return terms_in(stage.note, *stage.how, *stage.manual)


@lru_cache(maxsize=VARIANTS * len(STAGES))
def _drawn(stage_id: str, known: frozenset[str]) -> SafeString:
    stage = STAGES[stage_id]
    terms = FirstUses(known)
    context = {"stage": stage, "who": who_can_prove(stage), "terms": terms}
    return render_to_string("checklists/_step_guide.html", context)
