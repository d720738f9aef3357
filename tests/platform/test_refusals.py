"""Tests of what is answered where nothing else is: a sentence, and no secret."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views import defaults

from apps.accounts.models import User

TOO_MANY_FIELDS = 2_000


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/applications/?q=%00",
        "/findings/?q=a%00b",
        "/orgs/acme-production/snapshots/1/raw/brands/%00/",
        "/accounts/login/?next=%00",
    ],
)
def test_an_address_with_a_nul_is_refused_with_a_sentence(
    client: Client, viewer: User, address: str
) -> None:
    client.force_login(viewer)
    answer = client.get(address)
    assert answer.status_code == 400
    assert "could not be understood" in answer.content.decode()
    assert "script-src" in answer["Content-Security-Policy"]


def test_a_percent_sign_before_zeros_is_no_nul(client: Client, viewer: User) -> None:
    client.force_login(viewer)
    assert client.get("/applications/?q=%2500").status_code == 200


def test_a_form_with_too_many_fields_is_refused_with_a_sentence(
    client: Client, db: None
) -> None:
    fields = {f"field{number}": "1" for number in range(TOO_MANY_FIELDS)}
    answer = client.post("/accounts/login/", fields)
    assert answer.status_code == 400
    assert "far too large" in answer.content.decode()


def test_a_form_of_another_site_is_refused_with_a_sentence(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {})
    assert answer.status_code == 403
    assert "open for too long" in answer.content.decode()


def test_a_missing_page_says_nothing_about_what_is_there(
    rf: RequestFactory,
) -> None:
    answer = defaults.page_not_found(rf.get("/orgs/umbra/"), Http404("umbra exists"))
    assert answer.status_code == 404
    assert b"umbra exists" not in answer.content


def test_a_refusal_names_the_role(rf: RequestFactory) -> None:
    refusal = PermissionDenied("This needs the role <b>Lead</b> in this org.")
    answer = defaults.permission_denied(rf.get("/"), refusal)
    assert answer.status_code == 403
    assert "role &lt;b&gt;Lead&lt;/b&gt;" in answer.content.decode()


def test_a_failure_of_ours_needs_neither_request_nor_context() -> None:
    assert "in the log" in render_to_string("500.html")


def test_no_cache_keeps_a_page_for_somebody_else(client: Client, viewer: User) -> None:
    client.force_login(viewer)
    assert client.get("/applications.csv")["Cache-Control"] == "private, no-cache"
    assert client.get("/findings/")["Cache-Control"] == "private, no-cache"
    assert "no-store" in client.get("/start/unknown/")["Cache-Control"]
