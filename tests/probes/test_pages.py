"""The page scan: never crashes, never takes long, never shows a secret."""

import time

from hypothesis import given
from hypothesis import strategies as st

from apps.facts.page_scan import PAGE_SCAN, REMOVED_CONFIG
from apps.probes.pages import PAGE_LIMIT, scan_page, scrubbed
from tests.builders.org_snapshot import answers, brand, org_of, page

PATTERNS = (*PAGE_SCAN.values(), *REMOVED_CONFIG.values())
PIECES = st.sampled_from(
    ["config.", "features", " ", "=", "{", "$(", "i18n", ".o-form", "-", "\n", "\r"]
)
PAGE_PROBES = (
    "hosted_page_has_no_classic_code",
    "custom_page_is_checked",
    "custom_page_styles_are_its_own",
    "custom_page_texts_use_new_keys",
    "custom_page_calls_no_deprecated_script",
)
HOSTILE = (
    "config.features" + " " * 200_000,
    ".o-form" * 100_000,
    "i18n " * 100_000,
    "secret='" * 100_000,
    "A1" * 300_000,
    "$(" * 300_000,
    "<style" * 100_000 + " rel" + " " * 300_000,
)


@given(st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text())).map("".join)))
def test_any_text_can_be_a_page(content: str) -> None:
    org = org_of(brands=[brand("b1", page(content))])
    for probe in PAGE_PROBES:
        assert "crashed" not in answers(probe, org).values()


@given(st.text())
def test_a_hit_names_a_line_of_the_page(content: str) -> None:
    lines = content.count("\n") + 1
    for hit in scan_page(content, PATTERNS):
        assert 0 <= hit.line <= lines


def test_a_hostile_page_takes_no_longer_than_its_size_allows() -> None:
    for content in HOSTILE:
        started = time.perf_counter()
        list(scan_page(content, PATTERNS))
        assert time.perf_counter() - started < 5, content[:20]


def test_only_the_head_of_a_huge_page_is_searched() -> None:
    content = "x" * PAGE_LIMIT + "setCookieAndRedirect completeLogin"
    keys = {hit.pattern.key for hit in scan_page(content, PATTERNS)}
    assert keys == {"completeLogin_missing"}


def test_what_looks_secret_is_not_shown() -> None:
    assert "hunter2" not in scrubbed("clientSecret: 'hunter2'")
    assert "00abcDEF1234567890xyz" not in scrubbed("SSWS 00abcDEF1234567890xyz")
    assert scrubbed("config.registration = {") == "config.registration = {"
