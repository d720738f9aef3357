from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, brand, cases, org_of, page


@cases(
    {
        "passes": (
            org_of(brands=[brand("b1", page(classicFooterHelpTitle=None))]),
            {"brand:b1": "passed"},
        ),
        "fails": (
            org_of(brands=[brand("b1", page(classicFooterHelpTitle="Help?"))]),
            {"brand:b1 classicFooterHelpTitle": "failed"},
        ),
        "mixed": (
            org_of(
                brands=[
                    brand("b1", page(classicRecoveryFlowEmailOrUsernameLabel="Mail")),
                    brand("b2"),
                ]
            ),
            {
                "brand:b1 classicRecoveryFlowEmailOrUsernameLabel": "failed",
                "brand:b2": "passed",
            },
        ),
        "no customisation said": (
            org_of(brands=[brand("b1", page() | {"widgetCustomizations": None})]),
            {"brand:b1": "passed"},
        ),
        "page unseen": (org_of(brands=[brand("b1", HIDDEN)]), {"brand:b1": "unknown"}),
        "unseen": (org_of(brands=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("classic_only_labels_are_unused", about) == expected
