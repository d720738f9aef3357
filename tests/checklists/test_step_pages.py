"""The page of a step and what may be done there: who, how, and what comes back."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from apps.accounts.models import Membership, Role, Team, User
from apps.checklists import services
from apps.checklists.models import CheckRun, Decision, StepSetting
from apps.checklists.places import Place
from apps.inventory.models import Brand
from apps.orgs.models import Org
from tests.checklists.steps import (
    DAY,
    WHY,
    application_of,
    make_step,
    org_step,
    say,
    state_of,
)
from tests.checklists.test_files import PNG
from tests.checklists.test_running import ALL
from tests.factories import NOW, make_application, make_snapshot, make_user

HTMX = {"HX-Request": "true"}
UNTIL = (timezone.now() + 30 * DAY).date().isoformat()
FORMS: dict[str, dict[str, str]] = {
    "attest/": {"attest-note": WHY},
    "waive/": {"waive-reason": WHY, "waive-until": UNTIL},
    "not-applicable/": {"outside-reason": WHY},
    "shelf-life/": {"shelf-days": "20", "shelf-reason": WHY},
    "runs/": {"run-moment": "before", **{f"run-{name}": "passed" for name in ALL}},
}


@pytest.fixture
def place(org: Org) -> Place:
    return make_step(org, "sdk_test_config", label="Portal")


def address(place: Place, action: str = "") -> str:
    return f"/orgs/{place.org.name}/steps/{place.subject}/{place.stage.id}/{action}"


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_reader_sees_the_step_and_no_form(
    client: Client, viewer: User, place: Place
) -> None:
    client.force_login(viewer)
    answer = client.get(address(place))
    assert answer.status_code == 200
    assert "sync" not in answer.context["page"].card.step.why
    assert 'action="' + address(place) not in text_of(answer)
    assert "Portal" in text_of(answer)


def test_a_worker_finds_every_form_and_a_lead_one_more(
    client: Client, contributor: User, lead: User, place: Place
) -> None:
    client.force_login(contributor)
    theirs = text_of(client.get(address(place)))
    client.force_login(lead)
    whole = text_of(client.get(address(place)))
    for action in FORMS:
        assert f'action="{address(place, action)}"' in whole
        assert (f'action="{address(place, action)}"' in theirs) == (
            action != "shelf-life/"
        )


def test_htmx_gets_the_card_alone(
    client: Client, contributor: User, place: Place
) -> None:
    client.force_login(contributor)
    text = text_of(client.get(address(place), headers=HTMX))
    assert text.strip().startswith("<details")
    assert "<html" not in text
    assert re.search(rf'id="step-{place.stage.id}"\s+open', text)


def test_strangers_find_no_step(
    client: Client, outsider: User, place: Place, contributor: User
) -> None:
    assert client.get(address(place)).status_code == 302
    client.force_login(outsider)
    assert client.get(address(place)).status_code == 404
    for action, data in FORMS.items():
        assert client.post(address(place, action), data).status_code == 404
    client.force_login(contributor)
    assert client.get(address(place).replace("0oa", "0ob")).status_code == 404


@pytest.mark.parametrize("action", FORMS)
def test_readers_change_nothing(
    client: Client, viewer: User, place: Place, action: str
) -> None:
    client.force_login(viewer)
    assert client.post(address(place, action), FORMS[action]).status_code == 403
    assert not Decision.objects.exists()


def test_a_team_works_on_its_own_applications_alone(client: Client, org: Org) -> None:
    team = Team.objects.create(name="checkout", title="Checkout")
    person = make_user("tess@acme.example")
    Membership.objects.create(user=person, team=team, role=Role.CONTRIBUTOR)
    own, other = make_step(org, team=team), make_step(org)
    client.force_login(person)
    done = client.post(address(own, "attest/"), FORMS["attest/"])
    assert done.status_code == 302
    assert state_of(own) == "attested"
    assert client.get(address(other)).status_code == 404
    shared = org_step(org)
    assert client.get(address(shared)).status_code == 200
    assert client.post(address(shared, "attest/"), {}).status_code == 403


@pytest.mark.parametrize(
    ("action", "state"),
    [
        ("attest/", "attested"),
        ("not-applicable/", "not_applicable"),
        ("waive/", "not_started"),
    ],
)
def test_a_decision_leads_back_to_the_step(
    client: Client, contributor: User, place: Place, action: str, state: str
) -> None:
    client.force_login(contributor)
    answer = client.post(address(place, action), FORMS[action])
    assert answer.status_code == 302
    home = f"/applications/{application_of(place).pk}/#step-{place.stage.id}"
    assert answer["Location"] == home
    assert state_of(place) == state
    text = text_of(client.get(home))
    assert WHY in text
    assert ("Waiver waits for approval" in text) == (action == "waive/")


@pytest.mark.parametrize(
    ("action", "field", "typed"),
    [
        ("attest/", "attest-note", "too short"),
        ("waive/", "waive-reason", "too short"),
        ("waive/", "waive-until", "2020-01-01"),
        ("not-applicable/", "outside-reason", "short"),
        ("runs/", "run-mfa", ""),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_refused_is_shown_again_as_typed(  # noqa: PLR0917  # a table
    client: Client,
    contributor: User,
    place: Place,
    action: str,
    field: str,
    typed: str,
    headers: dict[str, str],
) -> None:
    client.force_login(contributor)
    data = {**FORMS[action], field: typed}
    answer = client.post(address(place, action), data, headers=headers)
    assert answer.status_code == 422
    assert typed in text_of(answer)
    assert 'role="alert"' in text_of(answer)
    assert ("<html" in text_of(answer)) == (not headers)
    assert not Decision.objects.exists()
    assert not CheckRun.objects.exists()


def test_htmx_gets_the_card_anew_with_a_word(
    client: Client, contributor: User, place: Place
) -> None:
    client.force_login(contributor)
    data = FORMS["attest/"]
    answer = client.post(address(place, "attest/"), data, headers=HTMX)
    assert answer.status_code == 200
    assert "Attested." in text_of(answer)
    assert WHY in text_of(answer)


def test_a_waiver_goes_from_one_person_to_another(
    client: Client, contributor: User, lead: User, place: Place
) -> None:
    client.force_login(contributor)
    client.post(address(place, "waive/"), FORMS["waive/"])
    decision = Decision.objects.get()
    approve = address(place, f"decisions/{decision.pk}/approve/")
    assert client.post(approve).status_code == 403
    client.force_login(lead)
    assert "Approve" in text_of(client.get(address(place)))
    client.post(approve)
    assert state_of(place) == "waived"
    again = text_of(client.post(approve, follow=True))
    assert "no longer waits" in again
    withdraw = address(place, f"decisions/{decision.pk}/withdraw/")
    client.post(withdraw, {"reason": "It was fixed."})
    assert state_of(place) == "waiting"
    assert "Taken back" in text_of(client.get(address(place)))


def test_a_decision_of_another_step_is_none_here(
    client: Client, lead: User, place: Place
) -> None:
    other = services.attest(org_step(place.org), WHY, lead, NOW)
    client.force_login(lead)
    wrong = address(place, f"decisions/{other.pk}/withdraw/")
    assert client.post(wrong).status_code == 404


def test_a_file_comes_back_to_be_saved_and_never_shown(
    client: Client, contributor: User, viewer: User, outsider: User, place: Place
) -> None:
    client.force_login(contributor)
    file = SimpleUploadedFile('pr"oof <b>.png', PNG, content_type="text/html")
    data = {**FORMS["attest/"], "attest-file": file}
    client.post(address(place, "attest/"), data)
    kept = Decision.objects.get().attachment
    assert kept is not None
    client.force_login(viewer)
    answer = client.get(f"/attachments/{kept.pk}/")
    assert b"".join(answer) == PNG
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    client.force_login(outsider)
    assert client.get(f"/attachments/{kept.pk}/").status_code == 404
    assert client.get("/attachments/999999/").status_code == 404


def test_a_file_of_another_team_is_none_of_mine(
    client: Client, org: Org, contributor: User
) -> None:
    team = Team.objects.create(name="checkout", title="Checkout")
    person = make_user("tess@acme.example")
    Membership.objects.create(user=person, team=team, role=Role.LEAD)
    make_step(org, team=team)
    file = SimpleUploadedFile("proof.png", PNG)
    theirs = services.attest(make_step(org), WHY, contributor, NOW, upload=file)
    assert theirs.attachment is not None
    client.force_login(person)
    assert client.get(f"/attachments/{theirs.attachment.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [("page.html", b"<script>"), ("proof.png", b"<script>"), ("big.txt", b"x" * 2000)],
)
def test_a_file_that_is_not_taken_is_said_so(  # noqa: PLR0917  # a table
    client: Client,
    contributor: User,
    place: Place,
    settings: Settings,
    name: str,
    content: bytes,
) -> None:
    settings.UPLOAD_LIMIT = 1000
    client.force_login(contributor)
    data = {**FORMS["attest/"], "attest-file": SimpleUploadedFile(name, content)}
    answer = client.post(address(place, "attest/"), data)
    assert answer.status_code == 422
    assert WHY in text_of(answer)
    assert not Decision.objects.exists()


def test_a_run_shows_both_moments_side_by_side(
    client: Client, contributor: User, place: Place
) -> None:
    client.force_login(contributor)
    client.post(address(place, "runs/"), FORMS["runs/"])
    after = {**FORMS["runs/"], "run-moment": "after", "run-mfa": "failed"}
    client.post(address(place, "runs/"), {**after, "run-mfa_note": "No SMS came."})
    text = text_of(client.get(f"/applications/{application_of(place).pk}/"))
    assert "passed before" in text
    assert "No SMS came." in text
    assert state_of(place) != "attested"


def test_a_lead_sets_how_long_proof_counts(
    client: Client, lead: User, place: Place
) -> None:
    client.force_login(lead)
    client.post(address(place, "shelf-life/"), FORMS["shelf-life/"])
    assert StepSetting.objects.get().shelf_life_days == 20
    assert "Proof counts for 20 days here" in text_of(client.get(address(place)))


def test_steps_of_orgs_and_brands_have_pages_too(
    client: Client, contributor: User, org: Org
) -> None:
    make_application(org, model="redirect")
    Brand.objects.create(org=org, okta_id="bnd1", name="Acme")
    client.force_login(contributor)
    brand = f"/orgs/{org.name}/steps/brand:bnd1/redirect_styling/"
    assert client.get(brand).status_code == 200
    answer = client.post(f"{brand}attest/", FORMS["attest/"])
    assert answer.status_code == 302
    shared = address(org_step(org), "attest/")
    answer = client.post(shared, FORMS["attest/"])
    assert answer["Location"] == f"/orgs/{org.name}/#step-org_inventory"
    assert state_of(org_step(org)) == "attested"
    gone = f"/orgs/{org.name}/steps/brand:bnd2/redirect_styling/"
    assert client.get(gone).status_code == 404


def test_a_contradiction_names_both_readings(
    client: Client, viewer: User, contributor: User, org: Org
) -> None:
    place = make_step(org, "app_interaction_code_grant")
    older = make_snapshot(org, seen_at=NOW - DAY)
    probe: dict[str, Any] = {"probe": "application_has_the_grant", "snapshot": older}
    say(place, "configuration", message="The grant is on.", **probe)
    assert state_of(place) == "proven"
    newer = make_snapshot(org, seen_at=NOW)
    reading = {"part": "applications", "okta_id": "x", "pointer": "", "excerpt": ""}
    probe = {**probe, "snapshot": newer, "reading": reading}
    say(place, "configuration", "denies", message="The grant is gone.", **probe)
    assert state_of(place) == "reopened"
    client.force_login(viewer)
    text = text_of(client.get(address(place)))
    assert "The grant is on." in text
    assert "The grant is gone." in text
    both = f"compare/?from={older.pk}&amp;to={newer.pk}&amp;part=applications"
    assert both in text
    assert "1 November 2026, 09:30" in text
    assert "2 November 2026, 09:30" in text


def test_a_page_asks_as_much_with_many_decisions_as_with_one(
    client: Client,
    contributor: User,
    place: Place,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(12):
        services.attest(place, WHY, contributor, NOW)
    client.force_login(contributor)
    with django_assert_max_num_queries(40):
        client.get(f"/applications/{application_of(place).pk}/")
