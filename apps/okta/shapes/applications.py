"""An application as `GET /api/v1/apps` lists it."""

import msgspec

from apps.okta.shapes.base import Link, Shape

INTERACTION_CODE = "interaction_code"


class OauthClient(msgspec.Struct, frozen=True, kw_only=True):
    """`settings.oauthClient`; Okta spells these fields in snake case."""

    application_type: str | None = None
    grant_types: tuple[str, ...] | None = None
    response_types: tuple[str, ...] | None = None
    redirect_uris: tuple[str, ...] | None = None
    post_logout_redirect_uris: tuple[str, ...] | None = None
    initiate_login_uri: str | None = None
    issuer_mode: str | None = None


class OauthCredentials(msgspec.Struct, frozen=True, kw_only=True):
    client_id: str | None = None
    token_endpoint_auth_method: str | None = None
    pkce_required: bool | None = None


class ApplicationSettings(Shape, frozen=True):
    oauth_client: OauthClient | None = None


class ApplicationCredentials(Shape, frozen=True):
    oauth_client: OauthCredentials | None = None


class Accessibility(Shape, frozen=True):
    login_redirect_url: str | None = None
    error_redirect_url: str | None = None
    self_service: bool | None = None


class ApplicationLinks(Shape, frozen=True):
    access_policy: Link | None = None
    profile_enrollment: Link | None = None


class Application(Shape, frozen=True):
    """`sign_on_mode` is null for directory applications."""

    id: str
    name: str = ""
    label: str = ""
    status: str = ""
    sign_on_mode: str | None = None
    created: str | None = None
    last_updated: str | None = None
    accessibility: Accessibility | None = None
    settings: ApplicationSettings | None = None
    credentials: ApplicationCredentials | None = None
    links: ApplicationLinks | None = msgspec.field(name="_links", default=None)

    @property
    def oauth_client(self) -> OauthClient | None:
        return self.settings.oauth_client if self.settings else None

    @property
    def client_id(self) -> str:
        """The custom client id where one is set, else the application's own id."""
        credentials = self.credentials.oauth_client if self.credentials else None
        return (credentials.client_id if credentials else None) or self.id

    @property
    def grant_types(self) -> frozenset[str]:
        client = self.oauth_client
        return frozenset(client.grant_types or ()) if client else frozenset()

    @property
    def application_type(self) -> str | None:
        client = self.oauth_client
        return client.application_type if client else None

    @property
    def is_openid_connect(self) -> bool:
        """Tell an OIDC client of the customer; Okta's own carry no `oauthClient`."""
        return self.sign_on_mode == "OPENID_CONNECT" and self.oauth_client is not None

    @property
    def access_policy_id(self) -> str | None:
        link = self.links.access_policy if self.links else None
        return link.href.rstrip("/").rsplit("/", 1)[-1] if link and link.href else None

    @property
    def profile_enrollment_policy_id(self) -> str | None:
        link = self.links.profile_enrollment if self.links else None
        return link.href.rstrip("/").rsplit("/", 1)[-1] if link and link.href else None
