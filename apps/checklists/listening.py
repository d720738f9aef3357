"""What is known of applications beside their evidence; reads, writes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from apps.checklists.hearing import Heard, hear
from apps.findings.models import Finding
from apps.findings.services import Active
from apps.inventory.models import Application
from apps.okta.parts import PARTS, ShapeProblem, read_shape
from apps.okta.shapes import Application as ApplicationShape
from apps.orgs.models import Org
from apps.probes.engine import engine_of, judge_application
from apps.probes.probe import ApplicationView
from apps.probes.registry import PROBES
from apps.snapshots.queries import load_org_snapshot, stored_object


def active_findings(
    org: Org, applications: Iterable[int]
) -> Mapping[int, Sequence[Active]]:
    """Return the open findings of some applications, by row; one query."""
    rows = Finding.objects.filter(
        org=org, application__in=list(applications), state__in=Finding.ACTIVE
    )
    found: dict[int, list[Active]] = defaultdict(list)
    for key, *values in rows.order_by("pk").values_list(
        "application_id", "probe", "severity", "message"
    ):
        found[key].append(Active(*values))
    return found


def hear_again(application: Application) -> Sequence[Heard]:
    """Ask an application's probes of the latest snapshot once more.

    Empty where there is no snapshot, or where it does not show the application.
    """
    snapshot = application.org.latest_snapshot
    if snapshot is None or not application.okta_id:
        return ()
    stored = stored_object(snapshot, "applications", application.okta_id)
    if stored is None:
        return ()
    shape = read_shape(PARTS["applications"], stored.body.encode())
    if isinstance(shape, ShapeProblem) or not isinstance(shape, ApplicationShape):
        return ()
    org = load_org_snapshot(snapshot)
    engine = engine_of(org)
    view = ApplicationView(application=shape, org=org, engine=engine)
    heard = hear(PROBES, judge_application(PROBES, view), engine)
    return heard.get(f"application:{application.okta_id}", ())
