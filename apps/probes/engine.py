"""Asks probes of a snapshot and collects their verdicts. Stores nothing."""

import logging
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import cast

from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import (
    ApplicationEvaluate,
    ApplicationView,
    OrgEvaluate,
    Outcome,
    PartUnseenError,
    Probe,
    Verdict,
)

__all__ = ["Verdicts", "engine_of", "judge_application", "judge_org"]

Verdicts = dict[str, list[Verdict]]
ENGINE_NAMES = {
    Engine.CLASSIC: "Classic Engine",
    Engine.IDENTITY_ENGINE: "Identity Engine",
}
UNDOCUMENTED = "Okta names a pipeline that is not documented, so the engine is unclear."

logger = logging.getLogger(__name__)


def engine_of(org: OrgSnapshot) -> Engine | None:
    """Return the engine, None where it was not seen or is not documented."""
    try:
        return org.engine.value.engine
    except PartUnseenError:
        return None


def judge_org(probes: Mapping[str, Probe], org: OrgSnapshot) -> Verdicts:
    """Return {probe id: verdicts} of the probes that are asked once per org.

    A part that was not seen answers UNKNOWN with its reason, a bug CRASHED, a probe of
    the other engine NOT_APPLICABLE. Never raises.
    """
    verdicts: Verdicts = {}
    for probe in probes.values():
        if not probe.is_per_application:
            evaluate = cast("OrgEvaluate", probe.evaluate)
            verdicts[probe.id] = ask(probe, "org", org, partial(evaluate, org))
    return verdicts


def judge_application(probes: Mapping[str, Probe], view: ApplicationView) -> Verdicts:
    """Return {probe id: verdicts} of the probes that are asked per application.

    As `judge_org`; every verdict is about "application:<id>".
    """
    verdicts: Verdicts = {}
    subject = f"application:{view.application.id}"
    for probe in probes.values():
        if probe.is_per_application:
            evaluate = cast("ApplicationEvaluate", probe.evaluate)
            verdicts[probe.id] = ask(probe, subject, view.org, partial(evaluate, view))
    return verdicts


def ask(
    probe: Probe,
    subject: str,
    org: OrgSnapshot,
    evaluate: Callable[[], Iterator[Verdict]],
) -> list[Verdict]:
    elsewhere = other_engine(probe, subject, org)
    if elsewhere:
        return [elsewhere]
    verdicts: list[Verdict] = []
    try:
        verdicts.extend(evaluate())
    except PartUnseenError as unseen:
        verdicts.append(Verdict(Outcome.UNKNOWN, subject, str(unseen)))
    except Exception:
        logger.exception("Probe %s crashed on %s", probe.id, subject)
        crashed = "The probe failed on this object; the log of the worker says why."
        verdicts.append(Verdict(Outcome.CRASHED, subject, crashed))
    return verdicts


def other_engine(probe: Probe, subject: str, org: OrgSnapshot) -> Verdict | None:
    """Return the verdict of a probe that is not asked of this org's engine."""
    if len(probe.asked_of) == len(Engine):
        return None
    try:
        engine = org.engine.value.engine
    except PartUnseenError as unseen:
        return Verdict(Outcome.UNKNOWN, subject, str(unseen))
    if engine is None:
        return Verdict(Outcome.UNKNOWN, subject, UNDOCUMENTED)
    if engine in probe.asked_of:
        return None
    return Verdict(
        Outcome.NOT_APPLICABLE,
        subject,
        f"Asked only of the other engine; this org runs {ENGINE_NAMES[engine]}.",
    )
