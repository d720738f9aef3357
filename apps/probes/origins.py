"""Compares the web origins of applications with the org's trusted origins."""

from functools import lru_cache
from urllib.parse import urlsplit

from apps.okta.shapes import Application
from apps.okta.snapshot import OrgSnapshot

__all__ = ["cors_origins", "origin_of", "origins_of"]

DEFAULT_PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=4096)  # the same trusted origins, for every application
def origin_of(url: str) -> str:
    """Return scheme, host and port of a web address, empty for anything else."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").lower()
    if parts.scheme not in DEFAULT_PORTS or not host:
        return ""
    if port in {None, DEFAULT_PORTS[parts.scheme]}:
        return f"{parts.scheme}://{host}"
    return f"{parts.scheme}://{host}:{port}"


def origins_of(application: Application) -> frozenset[str]:
    """Return the origins that the application's own addresses name."""
    client = application.oauth_client
    if client is None:
        return frozenset()
    urls = [
        *(client.redirect_uris or ()),
        *(client.post_logout_redirect_uris or ()),
        client.initiate_login_uri or "",
    ]
    return frozenset(filter(None, map(origin_of, urls)))


def cors_origins(org: OrgSnapshot) -> frozenset[str]:
    """Return the active trusted origins with CORS; raises PartUnseenError."""
    return frozenset(
        filter(
            None,
            (
                origin_of(trusted.origin)
                for trusted in org.trusted_origins.value
                if trusted.status == "ACTIVE" and trusted.allows_cors
            ),
        )
    )
