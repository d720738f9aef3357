"""The steps of an application as a row of small cells; drawn in Python for speed."""

from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from apps.checklists.rules import SETTLED, STATE_OF_CODE, STEP_CODES, State
from apps.facts.stages import stages_of


@lru_cache(maxsize=4096)
def step_cells(model: str, target_model: str, codes: str) -> SafeString:
    """Return the cells for one letter per stage; the whole speaks as one sentence.

    Many applications share model and letters, so the drawn row is kept.
    """
    if not codes:
        return mark_safe('<span class="text-secondary">no steps</span>')
    stages = stages_of(model, target_model)
    pairs = [
        (stage.title, STATE_OF_CODE.get(code, State.UNKNOWN), code)
        for stage, code in zip(stages, codes, strict=False)
    ]
    settled = sum(state in SETTLED for _, state, _ in pairs)
    cells = "".join(
        f'<i class="{escape(code)}" title="{escape(title)}: {state.label}">'
        f"{escape(code)}</i>"
        for title, state, code in pairs
    )
    return format_html(
        '<span class="cells" role="img" aria-label="{}">{}</span>',
        f"{settled} of {len(pairs)} steps settled",
        mark_safe(cells),  # noqa: S308 (every part is escaped above)
    )


def settled_count(codes: str) -> int:
    """Return how many of the steps are settled."""
    letters = {STEP_CODES[state] for state in SETTLED}
    return sum(code in letters for code in codes)
