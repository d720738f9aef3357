"""What Identity Engine unlocks, and its words in plain ones. Asks nothing of an org."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from apps.facts.sources import developer, guide

INTRO = developer("concepts/oie-intro")
WIDGET = ("widget_switch_interaction_code",)


@dataclass(frozen=True, kw_only=True)
class Capability:
    """What becomes possible once an org runs Identity Engine and some steps are done.

    `stages`: by deployment model, what has to be settled in an application beside the
    org's upgrade; a model that is not named cannot reach it.
    """

    id: str
    title: str
    what: tuple[str, ...]
    stages: Mapping[str, tuple[str, ...]]
    source: str
    org_stages: tuple[str, ...] = ()
    caution: str = ""


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word of the concept guide. `written`: how texts spell it, longest first."""

    id: str
    title: str
    meaning: str
    source: str
    written: tuple[str, ...]
    rule: str = ""
    before: str = ""  # what the Classic Engine calls it


CAPABILITIES = (
    Capability(
        id="passwordless",
        title="Passwordless sign-in",
        what=(
            "An e-mail magic link completes a sign-in without a password",
            "Phone, biometrics and other authenticators can stand in for a password",
            "Administrators activate the e-mail authenticator, and policies name it",
        ),
        stages={
            "redirect": ("redirect_policies",),
            "embedded_widget": WIDGET,
            "embedded_sdk": ("replace_sign_in",),
            "direct_auth": ("authn_direct_auth_grants",),
        },
        source=INTRO,
    ),
    Capability(
        id="progressive_profiling",
        title="Progressive profiling",
        what=(
            "Profile data is collected step by step after registration",
            "The e-mail address at sign-up, the postal address before a purchase",
            "Set in the user profile policy",
        ),
        stages={
            "redirect": (),
            "embedded_widget": WIDGET,
            "embedded_sdk": ("replace_registration", "replace_sign_in"),
        },
        source=INTRO,
    ),
    Capability(
        id="app_level_policies",
        title="Policies for each application",
        what=(
            "Each application asks for the assurance that it needs",
            "A phishing-resistant factor is asked for where the risk is high",
        ),
        stages={
            "redirect": ("redirect_policies",),
            "embedded_widget": WIDGET,
            "embedded_sdk": ("replace_sign_in",),
        },
        source=INTRO,
    ),
    Capability(
        id="flexible_recovery",
        title="Flexible recovery",
        what=(
            "Okta Verify push and other authenticators can reset a password",
            "Any authenticator can be the second one, not only a security question",
        ),
        stages={
            "redirect": (),
            "embedded_widget": WIDGET,
            "embedded_sdk": ("replace_password_recovery",),
        },
        source=INTRO,
        caution="Not within reach of calls to /api/v1/authn.",
    ),
    Capability(
        id="mfa_enrollment_policies",
        title="Finer enrollment policies",
        what=("Rules name authenticators, groups, locations and ways to sign in",),
        stages={
            "redirect": (),
            "embedded_widget": WIDGET,
            "embedded_sdk": ("replace_sign_in",),
        },
        source=INTRO,
        org_stages=("org_enroll_policy_conversion",),
    ),
    Capability(
        id="policy_driven",
        title="Sign-in that follows policies",
        what=(
            "Ways to sign in change without a change of code",
            "Tests must not assume a fixed sequence of screens",
        ),
        stages={
            "redirect": (),
            "embedded_widget": WIDGET,
            "embedded_sdk": ("replace_sign_in",),
        },
        source=INTRO,
    ),
    Capability(
        id="interaction_code",
        title="Interaction code",
        what=(
            "Applications talk to the authorization server without a browser redirect",
            "The code counts once and for 60 seconds; PKCE is mandatory",
            "Covers sign-in, registration and recovery",
        ),
        stages={
            "embedded_widget": (
                "as_interaction_code_grant",
                "app_interaction_code_grant",
            ),
            "embedded_sdk": ("as_interaction_code_grant", "app_interaction_code_grant"),
        },
        source=developer("concepts/interaction-code"),
    ),
)

TERMS: Mapping[str, Term] = MappingProxyType(
    {
        term.id: term
        for term in (
            Term(
                id="app-sign-in-policy",
                title="App sign-in policy",
                before="app sign-on policy",
                meaning=(
                    "Evaluated when a person opens an application: one policy for an "
                    "application, with ordered rules; applications may share one. "
                    "Also called authentication policy."
                ),
                source=INTRO,
                written=(
                    "app sign-in policies",
                    "app sign-in policy",
                    "app sign-on policies",
                    "app sign-on policy",
                    "authentication policies",
                    "authentication policy",
                ),
            ),
            Term(
                id="assurance",
                title="Assurance",
                meaning=(
                    "Confidence that the person is the same as before; it grows with "
                    "the authenticators used. Knowledge and possession together give "
                    "more than one of them."
                ),
                rule=(
                    "The global session policy and the app sign-in policy must both "
                    "be satisfied; the Classic Engine evaluated one of them."
                ),
                source=INTRO,
                written=("assurance",),
            ),
            Term(
                id="authenticator-enrollment-policy",
                title="Authenticator enrollment policy",
                before="MFA enrollment policy",
                meaning=(
                    "Says which authenticators people may or must set up; its type "
                    "in the API stays MFA_ENROLL."
                ),
                source=guide("oie-upgrade-mfa-enroll-policy"),
                written=(
                    "authenticator enrollment policies",
                    "authenticator enrollment policy",
                    "MFA enrollment policies",
                    "MFA enrollment policy",
                ),
            ),
            Term(
                id="authenticator",
                title="Authenticator",
                meaning=(
                    "A credential that a person owns or controls and that can be "
                    "verified: a password, a security question, a phone, an e-mail "
                    "address, Okta Verify, a hardware token."
                ),
                source=INTRO,
                written=("authenticators", "authenticator"),
            ),
            Term(
                id="factor-type",
                title="Factor type",
                meaning=(
                    "A category of authenticators: knowledge (password, question), "
                    "possession (e-mail, SMS, Okta Verify, token) or inherence "
                    "(fingerprint, face)."
                ),
                rule=(
                    "One authenticator can verify several factors; two-factor sign-in "
                    "needs two different types."
                ),
                source=INTRO,
                written=("factor types", "factor type", "factors", "factor"),
            ),
            Term(
                id="global-session-policy",
                title="Global session policy",
                before="Okta sign-on policy",
                meaning=(
                    "Holds for every application of the org: allow, challenge, time "
                    "to the next challenge, end of the session. Older texts call it "
                    "Organization Sign-On Policy."
                ),
                source=INTRO,
                written=(
                    "global session policies",
                    "global session policy",
                    "Okta sign-on policies",
                    "Okta sign-on policy",
                    "Organization Sign-On Policy",
                ),
            ),
            Term(
                id="identity-engine-api",
                title="IDX",
                meaning=(
                    "The API of Identity Engine, also written OIE or idx; v1 is the "
                    "pipeline of an org that still runs the Classic Engine."
                ),
                source=INTRO,
                written=("IDX", "OIE"),
            ),
            Term(
                id="interaction-code",
                title="Interaction code",
                meaning=(
                    "What an embedded application gets instead of a session token and "
                    "exchanges for tokens: once, within 60 seconds, with PKCE."
                ),
                source=developer("concepts/interaction-code"),
                written=("interaction code", "interaction_code"),
            ),
            Term(
                id="remediation",
                title="Remediation",
                meaning=(
                    "One piece of data that the server asks for next; how many there "
                    "are follows from the policies."
                ),
                source=developer("concepts/interaction-code"),
                written=("remediations", "remediation"),
            ),
            Term(
                id="self-service-recovery",
                title="SSPR",
                meaning="Self-service password recovery.",
                source=guide("oie-upgrade-plan-embedded-upgrades"),
                written=("SSPR",),
            ),
            Term(
                id="self-service-registration",
                title="SSR",
                meaning=(
                    "Self-service registration; in texts about the widget also "
                    "rendering on the server."
                ),
                source=guide("oie-upgrade-sign-in-widget"),
                written=("SSR",),
            ),
            Term(
                id="user-profile-policy",
                title="User profile policy",
                before="self-service registration policy",
                meaning=(
                    "Says what people fill in when they register and later; also "
                    "called profile enrollment policy, PROFILE_ENROLLMENT in the API."
                ),
                source=guide("ie-limitations"),
                written=(
                    "user profile policies",
                    "user profile policy",
                    "profile enrollment policies",
                    "profile enrollment policy",
                    "self-service registration policy",
                ),
            ),
        )
    }
)
