"""Finds out which org answers at an address, and whether it may claim to be it."""

from apps.okta.client import OktaClient
from apps.okta.errors import NotOktaError, OktaError
from apps.okta.hosts import check_origin, is_okta_domain, is_trusted
from apps.okta.json import decode
from apps.okta.parts import PARTS
from apps.okta.shapes import OrgIdentity
from apps.orgs.errors import IdentityError
from apps.orgs.rules import ProvenIdentity, identity_of, names_back, plain_origin
from apps.orgs.services.doors import Visit


def prove(url: str, visit: Visit) -> ProvenIdentity:
    """Return what the org at `url` states, once its own Okta address confirms it.

    A custom domain is believed only where the org on Okta's domain has the same id and
    names it. Trusted origins are believed as they are. Raises OktaError, IdentityError.
    """
    origin = check_origin(url, visit.trusted_origins)
    entered = str(origin)
    stated = stated_at(entered, visit)
    identity = identity_of(entered, stated)
    if is_trusted(origin, visit.trusted_origins) or is_okta_domain(origin.host):
        return identity
    own = identity.stated_url
    if not own or not is_okta_domain(check_origin(own).host):
        raise IdentityError(
            f"{origin.host} names no address of its own on an Okta domain.",
            field="url",
            next_step="Enter the org's address on okta.com instead.",
        )
    if not names_back(entered, stated, at_okta(own, visit)):
        raise IdentityError(
            f"{origin.host} claims to be the org at {own}, which does not name it as "
            "its custom domain.",
            field="url",
            next_step=f"Enter {own} instead, if that is your org.",
        )
    return identity


def at_okta(own: str, visit: Visit) -> OrgIdentity:
    """Return what the claimed org says. Raises IdentityError where it cannot say."""
    try:
        return stated_at(own, visit)
    except OktaError as error:
        raise IdentityError(
            f"The org could not be confirmed at its address {own}: {error.sentence}",
            field="url",
            next_step=error.next_step,
        ) from error


def stated_at(origin: str, visit: Visit) -> OrgIdentity:
    """Return what answers at the public address of `origin`; no credential is sent."""
    with visit.client(origin) as client:
        return stated_by(client)


def stated_by(client: OktaClient) -> OrgIdentity:
    answer = client.get(PARTS["engine"].path, authenticated=False)
    try:
        identity = decode(answer.object(), OrgIdentity)
    except OktaError as error:
        raise not_an_org(client) from error
    if not identity.id or not plain_origin(identity.url):
        raise not_an_org(client)
    return identity


def not_an_org(client: OktaClient) -> NotOktaError:
    return NotOktaError(
        f"{client.origin.host} answers, but not as an Okta org does.",
        next_step="Check the address: it is probably not the org's.",
    )
