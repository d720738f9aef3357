from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import (
    HIDDEN,
    answers,
    brand,
    cases,
    org_of,
    page,
    verdicts_of,
)

GOOD = "<script>widget.renderEl({el: '#x'}, OktaUtil.completeLogin);</script>"


def of_page(content: str | None, **custom: str) -> OrgSnapshot:
    return org_of(brands=[brand("b1", page(content, **custom))])


@cases(
    {
        "passes": (of_page(GOOD), {"brand:b1": "passed"}),
        "fails": (
            of_page(f"{GOOD}\nres.session.setCookieAndRedirect('/app');"),
            {"brand:b1 setCookieAndRedirect": "failed high"},
        ),
        "mixed": (
            of_page(
                f"{GOOD}\nconfig.features = {{ rememberMe: true }};\n"
                "if (features.autoPush) $('#okta-sign-in').hide();\n"
                "config.helpSupportNumber = '1';"
            ),
            {
                "brand:b1 features_overwrite": "failed medium",
                "brand:b1 jquery": "failed low",
                "brand:b1 removed_flags": "failed info",
                "brand:b1 help_support_number": "failed low",
            },
        ),
        "jQuery breaks on the third generation": (
            of_page(f"{GOOD} jQuery('.x')", widgetGeneration="G3"),
            {"brand:b1 jquery": "failed high"},
        ),
        "no completeLogin": (
            of_page("<p>hello</p>"),
            {"brand:b1 completeLogin_missing": "failed low"},
        ),
        "customised without code": (of_page(None), {"brand:b1": "not_applicable"}),
        "never customised": (
            org_of(brands=[brand("b1")]),
            {"brand:b1": "not_applicable"},
        ),
        "one page unseen": (
            org_of(brands=[brand("b1", HIDDEN), brand("b2", page(GOOD))]),
            {"brand:b1": "unknown", "brand:b2": "passed"},
        ),
        "unseen": (org_of(brands=HIDDEN), "unknown"),
        "a page too long to search": (
            of_page(GOOD + " " * 1_000_001),
            {"brand:b1": "unknown"},
        ),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("hosted_page_has_no_classic_code", about) == expected


def test_it_shows_the_line_without_secrets() -> None:
    token = "00A1b2C3d4E5f6G7h8I9j0K1l2M3n4"
    line = f"config.registration = {{ apiToken: '{token}', click: 'yes' }};"
    (verdict,) = verdicts_of(
        "hosted_page_has_no_classic_code", of_page(f"{GOOD}\n\n{line}\n")
    )
    assert "line 3" in verdict.message
    assert verdict.reading
    assert verdict.reading.okta_id == "b1"
    assert verdict.reading.pointer == "/pageContent"
    assert token not in verdict.reading.excerpt
    assert verdict.reading.excerpt.startswith("config.registration = {")
