"""Sentences and limits about signing in; pure."""

import math

MINUTE = 60


def wait_sentence(seconds: float) -> str:
    """Return what a locked-out person reads; whole minutes, rounded up."""
    minutes = max(1, math.ceil(seconds / MINUTE))
    unit = "minute" if minutes == 1 else "minutes"
    return (
        f"Too many failed sign-ins. Wait {minutes} {unit}, then try again. An "
        "administrator can let you in at once with a one-time link."
    )
