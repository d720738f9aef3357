"""Counts of steps and applications, kept beside them so that lists need not count."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from apps.checklists.models import ApplicationRollup, StepRollup
from apps.checklists.rules import STATE_OF_CODE
from apps.checklists.surveying import Survey, groups_of, is_needed
from apps.facts.fact import StageSubject
from apps.facts.stages import STAGES, stages_of
from apps.orgs.models import Org

Cell = tuple[int | str | None, ...]  # team, then what the row counts
SHARED = ""  # the model of steps that no single application owns


def rebuild(org: Org, survey: Survey) -> None:
    """Count an org's listed applications and steps again; writes what changed.

    By team, since that bounds who may count them. One query groups the applications:
    few differ in team, model and letters.
    """
    groups = list(groups_of(org))
    in_use = {word for each in groups for word in (each.model, each.target)}
    applications: Counter[Cell] = Counter()
    steps: Counter[Cell] = Counter()
    for each in groups:
        applications[each.team_id, each.model, each.grade] += each.n
        stages = stages_of(each.model, each.target)
        for stage, code in zip(stages, each.codes, strict=False):
            if stage.subject is StageSubject.APPLICATION:
                state = STATE_OF_CODE[code].value
                steps[each.team_id, each.model, stage.id, state] += each.n
    for answers in survey.by_subject().values():
        for stage_id, answer in answers.items():
            if is_needed(STAGES[stage_id], in_use):
                steps[None, SHARED, stage_id, answer.state.value] += 1
    with transaction.atomic():
        _replace(ApplicationRollup, org, ("team_id", "model", "grade"), applications)
        _replace(StepRollup, org, ("team_id", "model", "stage", "state"), steps)


def _replace(
    model: type[ApplicationRollup | StepRollup],
    org: Org,
    columns: tuple[str, ...],
    wanted: Mapping[Cell, int],
) -> None:
    manager: models.Manager[Any] = model._default_manager  # noqa: SLF001
    rows = {
        tuple(getattr(row, name) for name in columns): row
        for row in manager.filter(org=org)
    }
    gone = [row.pk for key, row in rows.items() if not wanted.get(key)]
    if gone:
        manager.filter(pk__in=gone).delete()
    fresh, changed = [], []
    for key, n in wanted.items():
        row = rows.get(key)
        if row is None:
            fresh.append(model(org=org, n=n, **dict(zip(columns, key, strict=True))))
        elif row.n != n:
            row.n = n
            changed.append(row)
    manager.bulk_create(fresh)
    manager.bulk_update(changed, ["n"])
