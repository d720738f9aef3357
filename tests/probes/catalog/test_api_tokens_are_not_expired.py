from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, Json, answers, cases, org_of


def token(okta_id: str, expires: str | None) -> Json:
    return {"id": okta_id, "name": okta_id, "expiresAt": expires}


@cases(
    {
        "passes": (
            org_of(
                api_tokens=[
                    token("t1", "2026-09-30T00:00:00.000Z"),
                    token("t2", None),
                    token("t3", "soon"),
                ]
            ),
            "passed",
        ),
        "fails": (
            org_of(
                api_tokens=[
                    token("t1", "2026-08-31T23:59:59.000Z"),
                    token("t2", "2026-01-01T00:00:00"),
                    token("t3", None),
                ]
            ),
            {"api_token:t1": "failed", "api_token:t2": "failed"},
        ),
        "no token": (org_of(api_tokens=[]), "passed"),
        "unseen": (org_of(api_tokens=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("api_tokens_are_not_expired", about) == expected
