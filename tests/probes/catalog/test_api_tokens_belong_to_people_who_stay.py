from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, cases, org_of, verdicts_of

TOKENS = [{"id": f"00T{n}", "name": f"job-{n}", "userId": f"00u{n}"} for n in range(12)]


@cases(
    {
        "no token": (org_of(api_tokens=[]), "passed"),
        "tokens wait for a person": (org_of(api_tokens=TOKENS[:1]), "unknown"),
        "unseen": (org_of(api_tokens=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("api_tokens_belong_to_people_who_stay", about) == expected


def test_it_names_tokens_and_owners_but_not_all() -> None:
    (verdict,) = verdicts_of(
        "api_tokens_belong_to_people_who_stay", org_of(api_tokens=TOKENS)
    )
    assert "12 API tokens" in verdict.message
    assert "job-0 (00u0)" in verdict.message
    assert "and 2 more" in verdict.message
