"""Reads identity provider routing rules."""

from typing import Any

from apps.okta.shapes import PolicyRule
from apps.okta.shapes.policies import dig

__all__ = ["provider_at"]


def provider_at(rule: PolicyRule, kind: str) -> tuple[str, Any] | None:
    """Return (JSON pointer, provider) of the rule's first provider of a type."""
    providers = dig(rule.actions, "idp", "providers")
    for index, provider in enumerate(providers if isinstance(providers, list) else ()):
        if dig(provider, "type") == kind:
            return f"/actions/idp/providers/{index}", provider
    return None
