"""Requirements of Okta Verify that an enrolment through the Factors API ignores."""

from collections.abc import Iterator

from apps.okta.shapes.policies import dig
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import excerpt, passed, unknown
from apps.probes.probe import Reading, Verdict

__all__ = ["judge_requirement"]


def judge_requirement(org: OrgSnapshot, what: str, *keys: str) -> Iterator[Verdict]:
    """Yield UNKNOWN where the requirement is set: only a scan finds such enrolments.

    Source: https://developer.okta.com/docs/guides/oie-upgrade-api-changes/main/
    """
    pointer = "/settings/" + "/".join(keys)
    for each in org.authenticators.value:
        if each.key != "okta_verify" or each.status != "ACTIVE":
            continue
        value = dig(each.settings, *keys)
        if value == "REQUIRED":
            reading = Reading("authenticators", each.id, pointer, excerpt(value))
            message = (
                f"Okta Verify requires {what}: scan the code for enrolments through "
                "the Factors API, which do not enforce it."
            )
            yield unknown("org", message, reading)
            return
    yield passed("org", f"Okta Verify does not require {what}.")
