"""The table of facts, its command, and the page that is written from it."""

import json
from io import StringIO

from django.conf import settings
from django.core.management import call_command

from apps.probes.fact_table import fact_rows
from apps.probes.markdown import probes_page
from apps.probes.registry import PROBES


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("facts", *arguments, stdout=out)
    return out.getvalue()


def test_every_fact_is_listed_once_and_counted() -> None:
    document = json.loads(printed("--json"))
    assert document["schema"] == "upgradeplanner.facts/1"
    ids = [fact["id"] for fact in document["facts"]]
    assert len(ids) == len(set(ids)) == 63 + 26 + 16 + 61
    counts = document["counts"]
    kinds = {key: counts[key] for key in ("limitation", "hub", "page_scan", "stage")}
    assert kinds == {"limitation": 63, "hub": 26, "page_scan": 16, "stage": 61}
    ways = ("probe", "needs_traffic", "needs_scan", "manual")
    assert sum(counts[way] for way in ways) == len(ids)


def test_a_fact_without_a_probe_says_where_to_look_or_why() -> None:
    for row in fact_rows():
        if row.detection == "probe":
            assert row.probes
            assert set(row.probes) <= set(PROBES)
        else:
            assert row.reason, row.id
        if row.detection == "manual":
            assert row.look_at, row.id


def test_people_get_a_line_per_fact_and_the_totals() -> None:
    lines = printed().splitlines()
    assert len(lines) == 166 + 2
    assert lines[0].startswith("limitation:custom_login_page_embed_links")
    assert lines[-1].startswith("166 facts: limitation 63, hub 26, page_scan 16")


def test_the_page_of_probes_is_current() -> None:
    page = (settings.BASE_DIR / "docs" / "probes.md").read_text()
    assert page == probes_page(), (
        "Run: python3 manage.py facts --markdown > docs/probes.md"
    )
    assert printed("--markdown") == page
