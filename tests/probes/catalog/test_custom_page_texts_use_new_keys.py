from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, brand, cases, org_of, page


@cases(
    {
        "passes": (
            org_of(brands=[brand("b1", page("completeLogin"))]),
            {"brand:b1": "passed"},
        ),
        "a Classic key": (
            org_of(
                brands=[brand("b1", page("i18n: {en: {'primaryauth.title': 'Hi'}}"))]
            ),
            {"brand:b1": "failed"},
        ),
        "other keys need a look": (
            org_of(
                brands=[
                    brand("b1", page("i18n = {'oie.password.challenge.title': ''}"))
                ]
            ),
            {"brand:b1": "unknown"},
        ),
        "nothing of its own": (
            org_of(brands=[brand("b1")]),
            {"brand:b1": "not_applicable"},
        ),
        "page unseen": (org_of(brands=[brand("b1", HIDDEN)]), {"brand:b1": "unknown"}),
        "unseen": (org_of(brands=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("custom_page_texts_use_new_keys", about) == expected
