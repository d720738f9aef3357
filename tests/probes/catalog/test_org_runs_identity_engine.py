from dataclasses import replace

from apps.okta.seen import Seen
from apps.okta.shapes import OrgIdentity
from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import CLASSIC, IDX, answers, cases, org_of


@cases(
    {
        "an upgraded org": (org_of(IDX), "passed"),
        "a Classic org": (org_of(CLASSIC), "failed"),
        "unseen": (org_of(None), "unknown"),
        "an undocumented pipeline": (
            replace(org_of(), engine=Seen(OrgIdentity(id="00o1", pipeline="v9"))),
            "unknown",
        ),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("org_runs_identity_engine", about) == expected
