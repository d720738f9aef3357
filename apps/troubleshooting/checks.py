"""Questions that only symptoms ask of a snapshot: no finding, no step rests on them."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from apps.facts.sources import guide, upgrade_help
from apps.okta.shapes import Policy, PolicyRule
from apps.okta.shapes.policies import dig
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import (
    active,
    application_reading,
    excerpt,
    failed,
    judge_rules,
    named,
    not_applicable,
    passed,
    policy_reading,
    rule_reading,
    subject_of,
    unknown,
)
from apps.probes.probe import (
    ApplicationView,
    Kind,
    Probe,
    Reading,
    Severity,
    Subject,
    Verdict,
)

COUNTED_AS_ENROLLED = frozenset({"okta_email", "security_question"})
GRANTS = "/settings/oauthClient/grant_types"


def no_service_application(view: ApplicationView) -> Iterator[Verdict]:
    application = view.application
    subject = subject_of(application)
    kind = application.application_type
    if kind is None:
        yield not_applicable(subject, "It is no OpenID Connect client.")
        return
    pointer = "/settings/oauthClient/application_type"
    reading = application_reading(application, pointer, kind)
    if kind == "service":
        yield failed(subject, "It is a service application.", reading)
    else:
        yield passed(subject, f"Its type is {kind}.", reading)


def authorization_code(view: ApplicationView) -> Iterator[Verdict]:
    application = view.application
    subject = subject_of(application)
    if not application.is_openid_connect:
        yield not_applicable(subject, "It is no OpenID Connect client.")
        return
    grants = sorted(application.grant_types)
    reading = application_reading(application, GRANTS, grants)
    if "authorization_code" in grants:
        yield passed(subject, "It has authorization_code.", reading)
    elif grants == ["implicit"]:
        yield failed(subject, "It has the implicit grant alone.", reading)
    else:
        has = ", ".join(grants) or "no grant at all"
        yield failed(subject, f"authorization_code is missing; it has {has}.", reading)


def profile_policy(view: ApplicationView) -> Policy | str:
    """Return the application's user profile policy, or why it is not known.

    Raises PartUnseenError where the policies were not seen.
    """
    wanted = view.application.profile_enrollment_policy_id
    if wanted is None:
        return "The application names no user profile policy."
    for policy in view.org.profile_enrollment_policies.value:
        if policy.id == wanted:
            return policy
    return f"The user profile policy {wanted} is not in the snapshot."


def allows_registration(view: ApplicationView) -> Iterator[Verdict]:
    subject = subject_of(view.application)
    policy = profile_policy(view)
    if isinstance(policy, str):
        yield unknown(subject, policy)
        return
    rules = [rule for rule in view.org.rules_of(policy) if active(rule)]
    actions = {
        dig(rule.actions, "profileEnrollment", "unknownUserAction") for rule in rules
    }
    name = named(policy.name, policy.id)
    reading = policy_reading(
        "profile_enrollment_policies", policy, "", sorted(map(str, actions))
    )
    if actions == {"DENY"}:
        yield failed(subject, f"{name} denies unknown users.", reading)
    elif actions == {"REGISTER"}:
        yield passed(subject, f"{name} registers unknown users.", reading)
    else:
        yield unknown(subject, f"{name} has rules that differ, or none.", reading)


def own_profile_policy(view: ApplicationView) -> Iterator[Verdict]:
    subject = subject_of(view.application)
    policy = profile_policy(view)
    if isinstance(policy, str):
        yield unknown(subject, policy)
        return
    name = named(policy.name, policy.id)
    reading = policy_reading(
        "profile_enrollment_policies", policy, "/system", policy.system
    )
    if policy.system is None:
        yield unknown(subject, f"{name} does not say whether it is the default.")
    elif policy.system:
        yield failed(subject, f"It rests on the default policy {name}.", reading)
    else:
        yield passed(subject, f"It has its own policy {name}.", reading)


def custom_domain(org: OrgSnapshot) -> Iterator[Verdict]:
    custom = sorted(one.domain for one in org.domains.value if one.id != "default")
    reading = Reading("domains", "", "", excerpt(custom))
    if custom:
        yield passed("org", f"The org has {', '.join(custom)}.", reading)
    else:
        yield failed("org", "The org has no custom domain.", reading)


def asks_any_factor_first(policy: Policy, rule: PolicyRule) -> Iterator[Verdict]:
    first = dig(rule.actions, "signon", "primaryFactor")
    if active(rule) and first == "PASSWORD_IDP_ANY_FACTOR":
        name = f"{named(rule.name, rule.id)} of {named(policy.name, policy.id)}"
        reading = rule_reading(rule, "/actions/signon/primaryFactor", first)
        yield failed(f"rule:{rule.id}", f"{name} takes any factor first.", reading)


def password_first(org: OrgSnapshot) -> Iterator[Verdict]:
    policies = org.sign_on_policies.value
    well = "No global session rule takes any factor first."
    return judge_rules(org, policies, asks_any_factor_first, well)


def not_counted(org: OrgSnapshot) -> Iterator[Verdict]:
    found = [
        one
        for one in org.authenticators.value
        if one.key in COUNTED_AS_ENROLLED and one.status == "ACTIVE"
    ]
    for one in found:
        reading = Reading("authenticators", one.id, "/status", excerpt(one.status))
        yield failed(
            f"authenticator:{one.id}", f"{named(one.name, one.key)} is active.", reading
        )
    if not found:
        yield passed("org", "Neither e-mail nor security question is active.")


def servers_seen(org: OrgSnapshot) -> Iterator[Verdict]:
    n = len(org.authorization_servers.value)
    reading = Reading("authorization_servers")
    yield passed("org", f"The authorization servers were read: {n}.", reading)


CLIENTS = guide("implement-grant-type/interactioncode")
ALL = (
    Probe(
        id="application_is_no_service_application",
        title="The application is no service application",
        kind=Kind.PROOF,
        subject=Subject.APPLICATION,
        severity=Severity.INFO,
        why="A service application cannot have the Interaction Code grant.",
        fix=("Use an application of another type.",),
        source=CLIENTS,
        parts=("applications",),
        evaluate=no_service_application,
    ),
    Probe(
        id="application_may_use_authorization_code",
        title="The application may use authorization_code",
        kind=Kind.PROOF,
        subject=Subject.APPLICATION,
        severity=Severity.INFO,
        why="The widget uses PKCE by default, which needs this grant.",
        fix=("Add the grant.",),
        source=CLIENTS,
        parts=("applications",),
        evaluate=authorization_code,
    ),
    Probe(
        id="application_allows_registration",
        title="The application's user profile policy registers unknown users",
        kind=Kind.PROOF,
        subject=Subject.APPLICATION,
        severity=Severity.INFO,
        why="Registration is refused where the policy denies unknown users.",
        fix=("Allow sign-up in the user profile policy.",),
        source=upgrade_help("post-upgrade-checklist"),
        parts=("applications", "profile_enrollment_policies", "policy_rules"),
        evaluate=allows_registration,
    ),
    Probe(
        id="application_has_its_own_user_profile_policy",
        title="The application has its own user profile policy",
        kind=Kind.PROOF,
        subject=Subject.APPLICATION,
        severity=Severity.INFO,
        why="On the default policy it registers people as every application does.",
        fix=("Assign the policy that is meant for it.",),
        source=upgrade_help("post-upgrade-checklist"),
        parts=("applications", "profile_enrollment_policies"),
        evaluate=own_profile_policy,
    ),
    Probe(
        id="org_has_a_custom_domain",
        title="The org has a custom domain",
        kind=Kind.PROOF,
        subject=Subject.ORG,
        severity=Severity.INFO,
        why="Browsers block cookies of another domain.",
        fix=("Set up a custom domain.",),
        source=guide("custom-url-domain"),
        parts=("domains",),
        evaluate=custom_domain,
    ),
    Probe(
        id="global_session_rules_start_with_the_password",
        title="Global session rules start with the password",
        kind=Kind.PROOF,
        subject=Subject.ORG,
        severity=Severity.INFO,
        why="With any factor first, the page asks for the name before all else.",
        fix=("Tell people what changes.",),
        source=guide("oie-upgrade-test-widget-custom"),
        parts=("sign_on_policies", "policy_rules"),
        evaluate=password_first,
    ),
    Probe(
        id="email_and_question_are_no_active_authenticators",
        title="E-mail and security question are no active authenticators",
        kind=Kind.PROOF,
        subject=Subject.ORG,
        severity=Severity.INFO,
        why="Where they are active, every verified address counts as an enrollment.",
        fix=("Handle them in the code.",),
        source=guide("oie-upgrade-api-changes"),
        parts=("authenticators",),
        evaluate=not_counted,
    ),
    Probe(
        id="authorization_servers_can_be_read",
        title="The authorization servers can be read",
        kind=Kind.PROOF,
        subject=Subject.ORG,
        severity=Severity.INFO,
        why="Without the license or the scope, Okta refuses the calls.",
        fix=("Grant the scope, or use the org authorization server.",),
        source=CLIENTS,
        parts=("authorization_servers",),
        evaluate=servers_seen,
    ),
)
CHECKS: Mapping[str, Probe] = MappingProxyType({one.id: one for one in ALL})
