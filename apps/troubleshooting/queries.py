"""What a snapshot says of symptoms. Writes nothing, knows no person."""

from collections.abc import Iterable

from apps.facts.symptoms import SYMPTOMS, Symptom
from apps.inventory.models import Application
from apps.okta.parts import PARTS, ShapeProblem, read_shape
from apps.okta.shapes import Application as ApplicationShape
from apps.okta.snapshot import OrgSnapshot
from apps.probes.engine import Verdicts, engine_of, judge_application, judge_org
from apps.probes.probe import ApplicationView, Outcome, Probe, Verdict
from apps.probes.registry import PROBES
from apps.snapshots.models import Snapshot
from apps.snapshots.queries import load_org_snapshot, stored_object
from apps.troubleshooting.checks import CHECKS
from apps.troubleshooting.evaluate import ENGINE_PROBE, Diagnosis, Seen, diagnose

APPLICATIONS = "applications"
ASKED: dict[str, Probe] = {**PROBES, **CHECKS}
PER_APPLICATION = frozenset(one.id for one in ASKED.values() if one.is_per_application)
IMPORTED = "No org lists this application, so no snapshot shows it."
NOT_LISTED = "The latest snapshot does not show this application."


def symptoms_for(
    snapshot: Snapshot | None,
    application: Application | None = None,
    symptoms: Iterable[Symptom] = SYMPTOMS.values(),
) -> list[Diagnosis]:
    """Return the symptoms with each cause answered, the likely ones first.

    Asks only the probes that their causes name. Four queries at most: the parts of
    the snapshot, and the application.
    """
    listed = list(symptoms)
    wanted = frozenset[str]().union(*(one.probe_ids for one in listed))
    seen = Seen(None)
    if snapshot is not None:
        verdicts = _verdicts(snapshot, application, wanted | {ENGINE_PROBE})
        seen = Seen(verdicts, application is not None, PER_APPLICATION)
    found = [diagnose(one, seen) for one in listed]
    return sorted(found, key=lambda each: each.rank)


def _verdicts(
    snapshot: Snapshot, application: Application | None, wanted: frozenset[str]
) -> Verdicts:
    probes = {name: ASKED[name] for name in sorted(wanted)}
    org = load_org_snapshot(snapshot)
    verdicts = judge_org(probes, org)
    if application is not None:
        verdicts |= _about_application(snapshot, application, org, probes)
    return verdicts


def _about_application(
    snapshot: Snapshot,
    application: Application,
    org: OrgSnapshot,
    probes: dict[str, Probe],
) -> Verdicts:
    shape = _shape_of(snapshot, application)
    if isinstance(shape, ApplicationShape):
        view = ApplicationView(application=shape, org=org, engine=engine_of(org))
        return judge_application(probes, view)
    subject = f"application:{application.okta_id}"
    unknown = Verdict(Outcome.UNKNOWN, subject, shape)
    return {name: [unknown] for name in probes if name in PER_APPLICATION}


def _shape_of(snapshot: Snapshot, application: Application) -> ApplicationShape | str:
    """Return the application as the snapshot shows it, or why it does not."""
    if application.okta_id is None:
        return IMPORTED
    stored = stored_object(snapshot, APPLICATIONS, application.okta_id)
    if stored is None:
        return NOT_LISTED
    shape = read_shape(PARTS[APPLICATIONS], stored.body.encode())
    if isinstance(shape, ShapeProblem):
        return shape.reason
    return shape if isinstance(shape, ApplicationShape) else NOT_LISTED
