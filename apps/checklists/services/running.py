"""Runs of the test scenarios of a step, before and after the org's upgrade."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.audit.services import record
from apps.checklists.models import CheckResult, CheckRun
from apps.checklists.places import Place
from apps.checklists.services.deciding import attest
from apps.checklists.services.errors import RefusedError

CHECK_STAGES = frozenset(
    {
        "sdk_test_config",
        "sdk_test_no_code_change",
        "redirect_test_after_upgrade",
        "authn_test_after_upgrade",
    }
)
Scenario, Result, Moment = CheckResult.Scenario, CheckResult.Result, CheckRun.Moment
LONGEST_REMARK = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one scenario went."""

    result: str
    note: str = ""


def record_run(  # noqa: PLR0913, PLR0917  # who ran what, when, and how it went
    place: Place,
    moment: str,
    outcomes: Mapping[str, Outcome],
    note: str,
    actor: User,
    now: datetime,
) -> CheckRun:
    """Keep a run; one after the upgrade in which nothing failed attests the step.

    Raises RefusedError for a step that is no test, and unless every scenario has a
    result and at least one of them was used.
    """
    application = place.application
    if application is None or place.stage.id not in CHECK_STAGES:
        raise RefusedError("This step has no test scenarios.")
    _check(moment, outcomes)
    run = CheckRun(
        org=place.org,
        application=application,
        stage=place.stage.id,
        moment=moment,
        note=note.strip(),
        recorded_by=actor,
        recorded_at=now,
    )
    with transaction.atomic():
        _keep(run, outcomes)
        said = {name: outcome.result for name, outcome in outcomes.items()}
        _audit(place, "step.run_recorded", actor, {"moment": moment, **said}, run.note)
    if moment == Moment.AFTER and not _failed(outcomes):
        run.decision = attest(place, _words(outcomes), actor, now)
        run.save(update_fields=["decision"])
    return run


def carry_run(run: CheckRun, place: Place, actor: User, now: datetime) -> CheckRun:
    """Take a baseline, a run before the upgrade, over to a counterpart's step.

    Raises RefusedError for a run after the upgrade: that is proven in each org.
    """
    if run.moment != Moment.BEFORE or place.application is None:
        raise RefusedError("Only a run before the upgrade can be carried over.")
    if CheckRun.objects.filter(
        application=place.application, stage=place.stage.id, carried_from=run
    ).exists():
        raise RefusedError("This run was carried over before.")
    copy = CheckRun(
        org=place.org,
        application=place.application,
        stage=place.stage.id,
        moment=run.moment,
        note=run.note,
        recorded_by=run.recorded_by,
        recorded_at=run.recorded_at,
        carried_from=run,
    )
    with transaction.atomic():
        _keep(
            copy,
            {one.scenario: Outcome(one.result, one.note) for one in run.results.all()},
        )
        after = {"from": run.pk, "at": now.isoformat()}
        _audit(place, "step.run_carried_over", actor, after, "")
    return copy


def _keep(run: CheckRun, outcomes: Mapping[str, Outcome]) -> None:
    run.save()
    CheckResult.objects.bulk_create(
        CheckResult(
            run=run,
            scenario=scenario,
            result=outcome.result,
            note=outcome.note[:LONGEST_REMARK],
        )
        for scenario, outcome in outcomes.items()
    )


def _audit(
    place: Place, verb: str, actor: User, after: Mapping[str, object], why: str
) -> None:
    record(
        actor.email,
        verb,
        place.name,
        org_id=place.org.pk,
        team_id=place.team_id,
        after=dict(after),
        why=why,
    )


def _check(moment: str, outcomes: Mapping[str, Outcome]) -> None:
    if moment not in Moment.values:
        raise RefusedError("Say whether the run was before or after the upgrade.")
    if set(outcomes) != set(Scenario.values):
        raise RefusedError("Say of every scenario how it went.")
    results = {outcome.result for outcome in outcomes.values()}
    if not results <= set(Result.values):
        raise RefusedError("A scenario passed, failed, or is not used.")
    if results == {Result.NOT_USED.value}:
        raise RefusedError("A run in which nothing was used says nothing.")


def _failed(outcomes: Mapping[str, Outcome]) -> bool:
    return any(one.result == Result.FAILED for one in outcomes.values())


def _words(outcomes: Mapping[str, Outcome]) -> str:
    passed = [
        Scenario(name).label
        for name, one in outcomes.items()
        if one.result == Result.PASSED
    ]
    return f"A run after the upgrade passed: {', '.join(passed)}."
