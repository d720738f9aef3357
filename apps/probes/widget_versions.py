"""Compares the widget version a brand asks for with the documented thresholds."""

import re

__all__ = ["is_at_least", "newest_of"]

LATEST = 10**6
PATTERN = re.compile(r"\^?(\d{1,4})(?:\.(\d{1,4}))?(?:\.(\d{1,4}))?$")


def newest_of(version: str) -> tuple[int, int, int] | None:
    """Return the newest version that "*", "^N", "N", "N.M" or "N.M.P" can mean.

    None for a text that is none of them. "5.10" stands for the newest patch of 5.10.
    Source: https://developer.okta.com/docs/api/openapi/okta-management/management/tag/CustomPages/
    """
    if version.strip() == "*":
        return (LATEST, LATEST, LATEST)
    match = PATTERN.match(version.strip())
    if match is None:
        return None
    major, minor, patch = match.groups()
    if version.strip().startswith("^"):
        return (int(major), LATEST, LATEST)
    return (
        int(major),
        int(minor) if minor else LATEST,
        int(patch) if patch else LATEST,
    )


def is_at_least(version: str, threshold: tuple[int, int, int]) -> bool | None:
    """Return whether `version` can be `threshold` or newer; None: unreadable."""
    newest = newest_of(version)
    return None if newest is None else newest >= threshold
