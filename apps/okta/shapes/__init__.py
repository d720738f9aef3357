"""Typed shapes of Okta's objects: the fields that a rule reads, nothing else."""

from apps.okta.shapes.applications import Application, OauthClient
from apps.okta.shapes.base import Shape
from apps.okta.shapes.hooks import EventHook, InlineHook
from apps.okta.shapes.org import (
    ApiToken,
    Authenticator,
    Contact,
    Factor,
    Feature,
    IdentityProvider,
    OrgIdentity,
    OrgSettings,
    TrustedOrigin,
    Zone,
)
from apps.okta.shapes.policies import Policy, PolicyRule
from apps.okta.shapes.servers import (
    AuthorizationServer,
    AuthorizationServerPolicy,
    AuthorizationServerRule,
)
from apps.okta.shapes.sign_in import Brand, Domain, SignInPage

__all__ = [
    "ApiToken",
    "Application",
    "Authenticator",
    "AuthorizationServer",
    "AuthorizationServerPolicy",
    "AuthorizationServerRule",
    "Brand",
    "Contact",
    "Domain",
    "EventHook",
    "Factor",
    "Feature",
    "IdentityProvider",
    "InlineHook",
    "OauthClient",
    "OrgIdentity",
    "OrgSettings",
    "Policy",
    "PolicyRule",
    "Shape",
    "SignInPage",
    "TrustedOrigin",
    "Zone",
]
