"""Component tags: how a page shows a state is decided here. No query, no access."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import urlencode

from django import template
from django.http import QueryDict
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

Segments = list[tuple[str, int, str]]  # (tone, count, word), as a bar draws them
SPRITE = "vendor/icons/tabler.svg"

# word -> (tone, icon, label); a tone is a class of static/css/app.css
STATES = {
    "not_applicable": ("grey", "circle-minus", "Not applicable"),
    "waived": ("purple", "hand-stop", "Waived"),
    "reopened": ("red", "rotate-clockwise-2", "Reopened"),
    "proven": ("green", "circle-check", "Proven"),
    "attested": ("teal", "user-check", "Attested"),
    "stale": ("amber", "clock-exclamation", "Stale"),
    "unknown": ("unknown", "question-mark", "Unknown"),
    "blocked": ("red", "ban", "Blocked"),
    "waiting": ("grey", "hourglass", "Waiting"),
    "in_progress": ("blue", "circle-half-2", "In progress"),
    "not_started": ("grey", "circle", "Not started"),
}
SEVERITIES = {
    "blocker": ("red", "alert-octagon", "Blocker"),
    "high": ("orange", "alert-triangle", "High"),
    "medium": ("amber", "alert-triangle", "Medium"),
    "low": ("blue", "info-circle", "Low"),
    "info": ("grey", "info-circle", "Info"),
}
GRADES = {
    "done": ("green", "circle-check", "Done"),
    "blocked": ("red", "ban", "Blocked"),
    "at_risk": ("amber", "alert-triangle", "At risk"),
    "unsure": ("unknown", "question-mark", "Unsure"),
    "on_track": ("blue", "route", "On track"),
    "outside": ("grey", "circle-minus", "Not in scope"),
}
OUTCOMES = {
    "passed": ("green", "circle-check", "Passed"),
    "failed": ("red", "circle-x", "Failed"),
    "not_applicable": ("grey", "circle-minus", "Not applicable"),
    "unknown": ("unknown", "question-mark", "Unknown"),
    "crashed": ("purple", "alert-triangle", "Probe crashed"),
    "needs_traffic": ("unknown", "chart-bar", "Needs traffic"),
    "needs_scan": ("unknown", "file-text", "Needs a scan"),
    "manual": ("unknown", "eye", "Manual"),
}
FINDINGS = {
    "open": ("red", "alert-triangle", "Open"),
    "reopened": ("red", "rotate-clockwise-2", "Reopened"),
    "waived": ("purple", "hand-stop", "Waived"),
    "resolved": ("green", "circle-check", "Resolved"),
}
SYNCS = {
    "queued": ("grey", "hourglass", "Queued"),
    "reading": ("blue", "refresh", "Reading"),
    "judging": ("blue", "progress", "Judging"),
    "complete": ("green", "circle-check", "Complete"),
    "partial": ("amber", "circle-half-2", "Partial"),
    "failed": ("red", "circle-x", "Failed"),
    "cancelled": ("grey", "player-stop", "Cancelled"),
}
ENGINES = {
    "classic": ("grey", "history", "Classic Engine"),
    "identity_engine": ("green", "circle-check", "Identity Engine"),
    "": ("unknown", "question-mark", "Engine unknown"),
}
UNKNOWN_WORD = ("unknown", "question-mark", "")


@register.simple_tag
@lru_cache(maxsize=512)  # the names of this project; a page draws dozens
def icon(name: str, label: str = "") -> SafeString:
    """Return an icon of the sprite; with `label` it speaks, without it is silent."""
    href = f"{static(SPRITE)}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>',
            label,
            href,
        )
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', href
    )


def badge(table: dict[str, tuple[str, str, str]], word: str) -> SafeString:
    """Return word, icon and colour; a word we do not know is shown as it is."""
    tone, name, label = table.get(str(word), UNKNOWN_WORD)
    return _tag(tone, name, label or str(word))


@lru_cache(maxsize=512)
def _tag(tone: str, name: str, text: str) -> SafeString:
    return format_html('<span class="tag tag-{}">{}{}</span>', tone, icon(name), text)


@register.simple_tag
def state_badge(state: str) -> SafeString:
    """Return the badge of a step state."""
    return badge(STATES, state)


@register.simple_tag
def severity_badge(severity: str) -> SafeString:
    return badge(SEVERITIES, severity)


@register.simple_tag
def grade_badge(grade: str) -> SafeString:
    return badge(GRADES, grade)


@register.simple_tag
def outcome_badge(outcome: str) -> SafeString:
    """Return the badge of a probe's outcome or of what would be needed to answer."""
    return badge(OUTCOMES, outcome)


@register.simple_tag
def finding_badge(state: str) -> SafeString:
    return badge(FINDINGS, state)


@register.simple_tag
def sync_badge(state: str) -> SafeString:
    """Return the badge of a snapshot's state."""
    return badge(SYNCS, state)


@register.simple_tag
def engine_badge(engine: str) -> SafeString:
    return badge(ENGINES, engine)


@register.filter
def ago(when: datetime | None) -> str:
    """Return "3 hours ago" or "in 2 days"; "never" for None. One unit, rounded down."""
    if not when:
        return "never"
    delta = timezone.now() - when
    past, span = delta >= timedelta(0), abs(delta)
    seconds = int(span.total_seconds())
    for size, unit in (
        (31_536_000, "year"),
        (2_592_000, "month"),
        (86_400, "day"),
        (3_600, "hour"),
        (60, "minute"),
    ):
        if seconds >= size:
            count = seconds // size
            words = f"{count} {unit}{'' if count == 1 else 's'}"
            return f"{words} ago" if past else f"in {words}"
    return "just now" if past else "in a moment"


@register.simple_tag
def when(moment: datetime | str | None, empty: str = "never") -> SafeString:
    """Return a time as people read it, the exact UTC instant in its title.

    What a template does not find is an empty text: no time either.
    """
    if not isinstance(moment, datetime):
        return format_html('<span class="text-secondary">{}</span>', empty)
    exact = moment.astimezone(timezone.get_current_timezone())
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(),
        exact.strftime("%Y-%m-%d %H:%M %Z"),
        ago(moment),
    )


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: object) -> str:
    """Return `?...` of this page with some parameters changed; None or "" drops one."""
    request = context.get("request")
    current = request.GET.copy() if request else QueryDict(mutable=True)
    for name, value in changes.items():
        current.pop(name, None)
        if value not in (None, ""):
            current[name] = str(value)
    pairs = [(name, item) for name in current for item in current.getlist(name)]
    return "?" + urlencode(pairs)


@register.simple_tag
def bar(done: int, total: int, label: str = "") -> SafeString:
    """Return a progress bar drawn without inline style; says the counts in words."""
    text = label or f"{done} of {total}"
    return format_html(
        '<progress class="meter" value="{}" max="{}" aria-label="{}">{}</progress>',
        done,
        max(total, 1),
        text,
        text,
    )


@register.filter
def plural(count: int, noun: str) -> str:
    """Return "1 call" or "2 calls"; `noun` may be "policy,policies"."""
    one, _, many = noun.partition(",")
    return f"{count:,} {one if count == 1 else many or one + 's'}"


@register.filter
def words(value: str) -> str:
    """Return "sign on policies" for "sign_on_policies"."""
    return str(value).replace("_", " ")


def segments(
    counts: Mapping[str, int], words: Mapping[str, tuple[str, str, str]]
) -> Segments:
    """Return (tone, count, word) per counted word, in the order of the table."""
    return [
        (tone, counts[word], label)
        for word, (tone, _, label) in words.items()
        if counts.get(word)
    ]


@register.simple_tag
def stacked_bar(segments: Sequence[tuple[str, int, str]], label: str) -> SafeString:
    """Return counts as one bar; a segment is (tone, count, word). Says it in words."""
    total = sum(count for _, count, _ in segments)
    said = ", ".join(f"{count} {word.lower()}" for _, count, word in segments if count)
    start = 0.0
    parts = []
    for tone, count, word in segments:
        if not count:
            continue
        width = 100 * count / total
        parts.append((f"{start:.3f}", f"{width:.3f}", tone, f"{count} {word.lower()}"))
        start += width
    rects = format_html_join(
        "",
        '<rect x="{}" width="{}" y="0" height="1" class="fill-{}">'
        "<title>{}</title></rect>",
        parts,
    )
    return format_html(
        '<svg class="stack" viewBox="0 0 100 1" preserveAspectRatio="none" role="img" '
        'aria-label="{}">{}</svg>',
        f"{label}: {said or 'nothing yet'}",
        rects,
    )
