"""Old calls with their replacements, by language and stage. Reads no source."""

from collections.abc import Mapping
from types import MappingProxyType

from apps.facts.code_patterns.csharp import CSHARP
from apps.facts.code_patterns.java import JAVA
from apps.facts.code_patterns.javascript import JAVASCRIPT
from apps.facts.code_patterns.other_languages import GO, KOTLIN, PHP, PYTHON, RUBY
from apps.facts.code_patterns.pattern import CodePattern, Severity, StatusMap
from apps.facts.code_patterns.rest import REST
from apps.facts.code_patterns.status_maps import STATUS_MAPS
from apps.facts.code_patterns.swift import SWIFT
from apps.facts.sdks.sdk import Sdk

__all__ = [
    "CODE_PATTERNS",
    "STATUS_MAPS",
    "CodePattern",
    "Severity",
    "StatusMap",
    "patterns_for",
    "statuses_for",
]

CODE_PATTERNS: Mapping[str, tuple[CodePattern, ...]] = MappingProxyType(
    {
        "rest": REST,
        "javascript": JAVASCRIPT,
        "java": JAVA,
        "csharp": CSHARP,
        "swift": SWIFT,
        "kotlin_android": KOTLIN,
        "python": PYTHON,
        "go": GO,
        "php": PHP,
        "ruby": RUBY,
    }
)


def patterns_for(sdk: Sdk, stage: str) -> tuple[CodePattern, ...]:
    """Return the calls that a stage replaces in the code of an SDK; its own first.

    The HTTP calls belong to every language.
    Source: https://developer.okta.com/docs/guides/oie-upgrade-api-sdk-to-oie-sdk/main/
    """
    return tuple(
        pattern
        for group in (*sdk.patterns, "rest")
        for pattern in CODE_PATTERNS[group]
        if pattern.stage == stage
    )


def statuses_for(sdk: Sdk) -> StatusMap | None:
    """Return how the transaction states of an SDK's language were renamed."""
    for one in STATUS_MAPS:
        if set(one.groups) & set(sdk.patterns):
            return one
    return None
