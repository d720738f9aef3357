"""From what a snapshot saw to the rows of brands and servers; judges nothing."""

from collections.abc import Mapping
from datetime import datetime

from apps.inventory import keeping
from apps.okta.seen import PartUnseenError, Seen
from apps.okta.shapes import AuthorizationServer, Brand
from apps.okta.snapshot import OrgSnapshot
from apps.orgs.models import Org
from apps.probes.grants import server_grant


def keep_shared(org: Org, seen: OrgSnapshot, now: datetime) -> None:
    """Keep the rows of brands and servers, where these were seen."""
    if isinstance(seen.brands, Seen):
        domains = domains_by_brand(seen)
        keeping.keep_brands(
            org,
            {brand.id: brand_values(brand, domains) for brand in seen.brands.value},
            now,
        )
    if isinstance(seen.authorization_servers, Seen):
        keeping.keep_servers(
            org,
            {
                server.id: server_values(seen, server)
                for server in seen.authorization_servers.value
            },
            now,
        )


def brand_values(brand: Brand, domains: Mapping[str, str]) -> dict[str, object]:
    return {
        "name": (brand.name or brand.id)[:255],
        "custom_domain": domains.get(brand.id, "")[:255],
    }


def domains_by_brand(seen: OrgSnapshot) -> dict[str, str]:
    """Return the first custom domain of each brand; none where they were not seen."""
    if not isinstance(seen.domains, Seen):
        return {}
    found: dict[str, str] = {}
    for domain in seen.domains.value:
        if domain.brand_id and domain.id != "default":
            found.setdefault(domain.brand_id, domain.domain)
    return found


def server_values(seen: OrgSnapshot, server: AuthorizationServer) -> dict[str, object]:
    """Return a server's columns; the grant is None where it was not seen."""
    try:
        grant = server_grant(seen, server)
        carried, clients = grant.carried, sorted(grant.clients)
    except PartUnseenError:
        carried, clients = None, []
    return {
        "name": (server.name or server.id)[:255],
        "status": server.status[:20],
        "issuer": server.issuer[:500],
        "interaction_code": carried and server.status == "ACTIVE"
        if carried is not None
        else None,
        "clients": clients,
    }
