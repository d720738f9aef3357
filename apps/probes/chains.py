"""Reads factor sequencing chains of sign-on rules.

The field is not in Okta's published API; the Terraform provider reads it.
Source: https://github.com/okta/terraform-provider-okta
"""

from collections.abc import Iterator
from typing import Any

from apps.okta.seen import PartUnseenError
from apps.okta.shapes import PolicyRule
from apps.okta.shapes.policies import dig
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import RuleProblem, active, named, unknown
from apps.probes.probe import Verdict

__all__ = ["chains_of", "judge_chains", "repeated_authenticator"]

# Methods of one authenticator: two of them in a chain block the upgrade.
FAMILIES = {
    "push": "Okta Verify",
    "token:software:totp": "Okta Verify",
    "signed_nonce": "Okta Verify",
    "sms": "the phone",
    "call": "the phone",
}
DEEPEST = 10  # a chain has a handful of steps; a circle cannot come from JSON


def chains_of(rule: PolicyRule) -> dict[str, Any]:
    """Return {JSON pointer: chain} of an active rule that challenges."""
    sign_on = dig(rule.actions, "signon")
    if not active(rule) or dig(sign_on, "access") != "CHALLENGE":
        return {}
    return {
        f"/actions/signon/challenge/{key}/{index}": chain
        for key in ("chain", "chains")
        for index, chain in enumerate(listed(dig(sign_on, "challenge", key)))
    }


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def families(chain: Any, depth: int = 0) -> Iterator[str]:
    """Yield the authenticator of each of Okta's own methods in a chain."""
    for criterion in listed(dig(chain, "criteria")):
        family = FAMILIES.get(str(dig(criterion, "factorType")))
        if family and dig(criterion, "provider") in {"OKTA", None}:
            yield family
    if depth < DEEPEST:
        for each in listed(dig(chain, "next")):
            yield from families(each, depth + 1)


def repeated_authenticator(chain: Any) -> str | None:
    """Return the authenticator that a chain asks for twice.

    Source: https://support.okta.com/help/s/article/invalid-factor-sequencing-chain-blocks-okta-identity-engine-upgrade
    """
    seen: set[str] = set()
    for family in families(chain):
        if family in seen:
            return family
        seen.add(family)
    return None


def judge_chains(org: OrgSnapshot, problems: RuleProblem) -> Iterator[Verdict]:
    """Yield the problems of each rule; UNKNOWN where a policy's rules were not seen."""
    for policy in filter(active, org.sign_on_policies.value):
        try:
            rules = org.rules_of(policy)
        except PartUnseenError as unseen:
            name = named(policy.name, policy.id)
            yield unknown(f"policy:{policy.id}", f"Rules of {name}: {unseen}")
            continue
        for rule in rules:
            yield from problems(policy, rule)
