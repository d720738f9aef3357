"""The org itself and its short lists: features, tokens, origins, authenticators."""

from enum import StrEnum
from typing import Any

import msgspec

from apps.okta.shapes.base import Link, Shape


class Engine(StrEnum):
    """Source: https://developer.okta.com/docs/api/openapi/okta-management/management/tag/OrgSetting/."""

    CLASSIC = "classic"
    IDENTITY_ENGINE = "identity_engine"


PIPELINES = {"v1": Engine.CLASSIC, "idx": Engine.IDENTITY_ENGINE}


class OrgLinks(Shape, frozen=True):
    organization: Link | None = None
    alternate: Link | None = None


class OrgIdentity(Shape, frozen=True):
    """`GET /.well-known/okta-organization`: public, on both engines."""

    id: str
    pipeline: str = ""
    cell: str | None = None
    links: OrgLinks | None = msgspec.field(name="_links", default=None)

    @property
    def engine(self) -> Engine | None:
        """None where Okta names a pipeline that is not documented."""
        return PIPELINES.get(self.pipeline)

    @property
    def url(self) -> str | None:
        link = self.links.organization if self.links else None
        return link.href if link else None

    @property
    def alternate_url(self) -> str | None:
        link = self.links.alternate if self.links else None
        return link.href if link else None


class OrgSettings(Shape, frozen=True):
    id: str
    subdomain: str | None = None
    company_name: str | None = None
    status: str | None = None


class Contact(Shape, frozen=True):
    contact_type: str


class FeatureStage(Shape, frozen=True):
    value: str | None = None
    state: str | None = None


class Feature(Shape, frozen=True):
    id: str
    name: str = ""
    status: str = ""
    stage: FeatureStage | None = None


class ApiToken(Shape, frozen=True):
    id: str
    name: str = ""
    user_id: str | None = None
    client_name: str | None = None
    created: str | None = None
    last_updated: str | None = None
    expires_at: str | None = None


class IdentityProvider(Shape, frozen=True):
    id: str
    type: str = ""
    name: str = ""
    status: str = ""


class OriginScope(Shape, frozen=True):
    type: str = ""


class TrustedOrigin(Shape, frozen=True):
    id: str
    name: str = ""
    origin: str = ""
    status: str = ""
    scopes: tuple[OriginScope, ...] | None = None

    @property
    def allows_cors(self) -> bool:
        return any(scope.type == "CORS" for scope in self.scopes or ())


class Zone(Shape, frozen=True):
    id: str
    name: str = ""
    type: str | None = None
    status: str = ""
    system: bool | None = None


class Authenticator(Shape, frozen=True):
    """Identity Engine only. `key` is not unique: several custom ones share it."""

    id: str
    key: str = ""
    type: str | None = None
    name: str = ""
    status: str = ""
    settings: dict[str, Any] | None = None


class Factor(Shape, frozen=True):
    """Classic Engine: an entry of `GET /api/v1/org/factors`."""

    id: str
    provider: str | None = None
    factor_type: str | None = None
    status: str = ""
