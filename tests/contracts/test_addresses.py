"""Every address of the product: closed to strangers, and to the wrong method."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from apps.accounts.models import User
from apps.orgs.models import Org

# Signing in is for people who are not signed in, health is for machines.
OPEN = {
    "process",
    "ready",
    "start",
    *("account_login", "account_logout", "account_signup", "account_inactive"),
    *("account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key", "account_reset_password_from_key_done"),
    *("account_email_verification_sent", "account_confirm_email"),
    *("mfa_login_webauthn", "mfa_authenticate", "mfa_trust", "mfa_signup_webauthn"),
}
# What stands in for a part of an address that names something.
SAMPLES = {"name": "acme-production", "pk": 1, "okta_id": "0oa1", "part": "brands"}


def patterns(
    parts: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield the route and the name of every address."""
    for part in parts:
        route = prefix + str(part.pattern).removeprefix("^").removesuffix(r"\Z")
        if isinstance(part, URLResolver):
            yield from patterns(part.url_patterns, route)
        else:
            name = str(part.name or getattr(part.callback, "__name__", ""))
            yield route, name


ADDRESSES = sorted(set(patterns(get_resolver().url_patterns)))
CLOSED = [(route, name) for route, name in ADDRESSES if name not in OPEN]


def filled(route: str) -> str:
    """Return the route with a sample for each of its parts."""
    pieces = [piece.partition(">") for piece in route.split("<")]
    texts = [pieces[0][0]]
    for inner, _, rest in pieces[1:]:
        name = inner.rpartition(":")[2]
        texts += [str(SAMPLES.get(name, 1)), rest]
    return "/" + "".join(texts)


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "name"), CLOSED)
def test_strangers_are_asked_to_sign_in(
    client: Client, org: Org, route: str, name: str
) -> None:
    for ask in (client.get, client.post):
        answer = ask(filled(route))
        asked = answer.status_code == 302 and "/accounts/login/" in answer["Location"]
        assert asked or answer.status_code in {401, 404, 405}, (name, answer)


def inside_an_org() -> list[str]:
    return [route for route, _ in CLOSED if route.startswith("orgs/<slug:name>")]


@pytest.mark.django_db
@pytest.mark.parametrize("route", inside_an_org())
def test_people_without_a_role_do_not_learn_that_an_org_exists(
    client: Client, outsider: User, org: Org, route: str
) -> None:
    client.force_login(outsider)
    there, nowhere = filled(route), filled(route).replace(org.name, "no-such-org")
    for ask in (client.get, client.post):
        known, unknown = ask(there), ask(nowhere)
        assert known.status_code == unknown.status_code
        assert known.status_code in {404, 405}
