"""What one look at an org saw, for probes: bounded parts, each seen or unseen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from apps.okta.seen import Part, Unseen
from apps.okta.shapes import (
    ApiToken,
    Authenticator,
    AuthorizationServer,
    AuthorizationServerPolicy,
    AuthorizationServerRule,
    Brand,
    Contact,
    Domain,
    EventHook,
    Factor,
    Feature,
    IdentityProvider,
    InlineHook,
    OrgIdentity,
    OrgSettings,
    Policy,
    PolicyRule,
    SignInPage,
    TrustedOrigin,
    Zone,
)

T = TypeVar("T")
NEVER_ASKED = Unseen("This part was not asked for.")
Nested = Mapping[str, Part[tuple[T, ...]]]


@dataclass(frozen=True, kw_only=True)
class OrgSnapshot:
    """The bounded parts of one snapshot; applications are judged page by page instead.

    Nested parts are keyed by parent: `authorization_server_policies["aus1"]`,
    `authorization_server_rules["aus1/00p1"]`, `policy_rules["00p1"]`,
    `sign_in_pages["bnd1"]` (one page, or none where the brand was never customised).
    """

    taken_at: datetime
    engine: Part[OrgIdentity] = NEVER_ASKED
    authorization_servers: Part[tuple[AuthorizationServer, ...]] = NEVER_ASKED
    authorization_server_policies: Nested[AuthorizationServerPolicy] = field(
        default_factory=dict
    )
    authorization_server_rules: Nested[AuthorizationServerRule] = field(
        default_factory=dict
    )
    sign_on_policies: Part[tuple[Policy, ...]] = NEVER_ASKED
    password_policies: Part[tuple[Policy, ...]] = NEVER_ASKED
    enrollment_policies: Part[tuple[Policy, ...]] = NEVER_ASKED
    routing_policies: Part[tuple[Policy, ...]] = NEVER_ASKED
    access_policies: Part[tuple[Policy, ...]] = NEVER_ASKED
    profile_enrollment_policies: Part[tuple[Policy, ...]] = NEVER_ASKED
    policy_rules: Nested[PolicyRule] = field(default_factory=dict)
    authenticators: Part[tuple[Authenticator, ...]] = NEVER_ASKED
    factors: Part[tuple[Factor, ...]] = NEVER_ASKED
    event_hooks: Part[tuple[EventHook, ...]] = NEVER_ASKED
    inline_hooks: Part[tuple[InlineHook, ...]] = NEVER_ASKED
    brands: Part[tuple[Brand, ...]] = NEVER_ASKED
    sign_in_pages: Nested[SignInPage] = field(default_factory=dict)
    domains: Part[tuple[Domain, ...]] = NEVER_ASKED
    features: Part[tuple[Feature, ...]] = NEVER_ASKED
    org_settings: Part[OrgSettings] = NEVER_ASKED
    contacts: Part[tuple[Contact, ...]] = NEVER_ASKED
    api_tokens: Part[tuple[ApiToken, ...]] = NEVER_ASKED
    identity_providers: Part[tuple[IdentityProvider, ...]] = NEVER_ASKED
    trusted_origins: Part[tuple[TrustedOrigin, ...]] = NEVER_ASKED
    zones: Part[tuple[Zone, ...]] = NEVER_ASKED

    def rules_of(self, policy: Policy) -> tuple[PolicyRule, ...]:
        """Return the rules of an org policy; raises PartUnseenError."""
        return nested(self.policy_rules, policy.id, "The rules of this policy")

    def server_policies_of(
        self, server: AuthorizationServer
    ) -> tuple[AuthorizationServerPolicy, ...]:
        """Return a server's access policies; raises PartUnseenError."""
        return nested(
            self.authorization_server_policies, server.id, "The policies of this server"
        )

    def server_rules_of(
        self, server: AuthorizationServer, policy: AuthorizationServerPolicy
    ) -> tuple[AuthorizationServerRule, ...]:
        """Return the rules of a server's policy; raises PartUnseenError."""
        return nested(
            self.authorization_server_rules,
            f"{server.id}/{policy.id}",
            "The rules of this server's policy",
        )

    def sign_in_page_of(self, brand: Brand) -> SignInPage | None:
        """Return a brand's customised page or None; raises PartUnseenError."""
        pages = nested(self.sign_in_pages, brand.id, "The sign-in page of this brand")
        return pages[0] if pages else None


def nested(parts: Nested[T], key: str, what: str) -> tuple[T, ...]:
    """Return the seen value under `key`; raises PartUnseenError."""
    part = parts.get(key)
    if part is None:
        part = Unseen(f"{what} were not asked for.")
    return part.value
