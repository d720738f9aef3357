import re
from datetime import timedelta
from enum import Enum

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from apps.checklists.rules import State
from apps.core.templatetags import ui
from apps.findings.models import Finding
from apps.inventory.models import Grade
from apps.probes.probe import Outcome, Severity
from apps.snapshots.models import Snapshot

TABLES: dict[str, tuple[dict[str, tuple[str, str, str]], type[Enum]]] = {
    "states": (ui.STATES, State),
    "severities": (ui.SEVERITIES, Severity),
    "grades": (ui.GRADES, Grade),
    "outcomes": (ui.OUTCOMES, Outcome),
    "findings": (ui.FINDINGS, Finding.State),
    "syncs": (ui.SYNCS, Snapshot.State),
}


@pytest.mark.parametrize("name", TABLES)
def test_every_word_has_a_badge(name: str) -> None:
    table, words = TABLES[name]
    assert {str(word.value) for word in words} <= set(table)


def test_every_icon_named_anywhere_is_in_the_sprite() -> None:
    sprite = (settings.BASE_DIR / "static/vendor/icons/tabler.svg").read_text()
    known = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    named = {icon for table, _ in TABLES.values() for _, icon, _ in table.values()}
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        named |= set(re.findall(r'{% icon "([^"]+)"', path.read_text()))
        named |= set(re.findall(r'icon_name="([^"]+)"', path.read_text()))
    assert named <= known


def test_every_tone_has_a_colour() -> None:
    css = (settings.BASE_DIR / "static/css/app.css").read_text()
    tones = {tone for table, _ in TABLES.values() for tone, _, _ in table.values()}
    for tone in tones:
        assert f".tag-{tone} " in css
        assert f".fill-{tone} " in css


def test_a_word_nobody_knows_is_shown_as_it_is_and_escaped() -> None:
    said = ui.state_badge("<b>odd</b>")
    assert "tag-unknown" in said
    assert "&lt;b&gt;odd&lt;/b&gt;" in said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (5, "just now"),
        (61, "1 minute ago"),
        (7_300, "2 hours ago"),
        (86_500, "1 day ago"),
        (-7_300, "in 2 hours"),
        (-20, "in a moment"),
        (40_000_000, "1 year ago"),
    ],
)
def test_ages_are_said_in_one_unit(seconds: int, said: str) -> None:
    moment = timezone.now() - timedelta(seconds=seconds)
    assert ui.ago(moment) == said


def test_no_time_is_never() -> None:
    assert ui.ago(None) == "never"
    assert "never" in ui.when(None)
    assert "not yet" in ui.when("", "not yet")  # what a template does not find


def test_counts_agree_with_their_noun() -> None:
    assert ui.plural(1, "call") == "1 call"
    assert ui.plural(1_200, "call") == "1,200 calls"
    assert ui.plural(0, "policy,policies") == "0 policies"


def test_a_link_keeps_the_other_parameters() -> None:
    request = RequestFactory().get("/x/?org=a&page=3&tag=1&tag=2")
    template = Template("{% load ui %}{% query page='' sort='label' %}")
    said = template.render(Context({"request": request}))
    assert said.replace("&amp;", "&") == "?org=a&tag=1&tag=2&sort=label"


def test_counted_words_become_segments_in_the_order_of_their_table() -> None:
    counts = {"stale": 2, "proven": 1, "blocked": 0}
    tones = [tone for tone, _, _ in ui.segments(counts, ui.STATES)]
    assert tones == ["green", "amber"]


def test_a_bar_says_its_counts_and_leaves_out_what_is_zero() -> None:
    bar = ui.stacked_bar([("green", 3, "Proven"), ("red", 0, "Blocked")], "Steps")
    assert 'aria-label="Steps: 3 proven"' in bar
    assert bar.count("<rect") == 1
    assert "nothing yet" in ui.stacked_bar([], "Steps")
