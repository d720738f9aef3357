"""Who is told what about steps: the owner, those who can approve, who asked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.checklists.models import Decision, Step, StepSetting
from apps.checklists.places import Place, place_of_decision
from apps.checklists.services.outbox import notify
from apps.facts.stages import STAGES
from apps.inventory.models import Application
from apps.orgs.models import Org

SOON = timedelta(days=7)


def step_url(org: Org, subject: str, stage: str) -> str:
    """Return the address of the page of one step."""
    return reverse("checklists:step_detail", args=[org.name, subject, stage])


def approval_asked(place: Place, decision: Decision) -> None:
    """Tell those who can approve a waiver that one waits."""
    asker = decision.asked_by.email if decision.asked_by else "Somebody"
    notify(
        "approval_asked",
        people=[
            person for person in leads_of(place) if person.pk != decision.asked_by_id
        ],
        org_id=place.org.pk,
        team_id=place.team_id,
        title=f"A waiver of {place.title} waits for approval",
        text=f"{asker}: {decision.note}",
        url=step_url(place.org, place.subject, place.stage.id),
        key=f"approval_asked:{decision.pk}",
    )


def approval_given(place: Place, decision: Decision) -> None:
    """Tell who asked that the waiver holds."""
    approver = decision.approved_by.email if decision.approved_by else "Somebody"
    notify(
        "approval_given",
        people=[decision.asked_by] if decision.asked_by else [],
        org_id=place.org.pk,
        team_id=place.team_id,
        title=f"The waiver of {place.title} was approved",
        text=f"{approver} approved it.",
        url=step_url(place.org, place.subject, place.stage.id),
        key=f"approval_given:{decision.pk}",
    )


def reopened(org: Org, steps: Sequence[Step]) -> None:
    """Tell owners and assignees of steps that a newer reading denies. Two queries."""
    if not steps:
        return
    rows = Application.objects.select_related("owner").in_bulk(
        {step.application_id for step in steps if step.application_id is not None}
    )
    assigned = StepSetting.objects.filter(
        org=org, subject__in={step.subject for step in steps}, assignee__isnull=False
    ).select_related("assignee")
    assignees = {(one.subject, one.stage): one.assignee for one in assigned}
    for step in steps:
        application = rows.get(step.application_id or 0)
        owner = application.owner if application else None
        people = {owner, assignees.get((step.subject, step.stage))} - {None}
        where = application.label if application else org.name
        notify(
            "step_reopened",
            people=[person for person in people if person is not None],
            org_id=org.pk,
            team_id=application.team_id if application else None,
            title=f"“{STAGES[step.stage].title}” of {where} was reopened",
            text=step.why,
            url=step_url(org, step.subject, step.stage),
            key=f"step_reopened:{step.pk}:{step.changed_at.isoformat()}",
        )


def waivers_ending(now: datetime) -> None:
    """Tell who asked for and who approved a waiver that it ends within a week.

    Not in orgs whose past is being played: by today's date all their waivers end.
    """
    ending = Decision.objects.filter(
        kind=Decision.Kind.WAIVE,
        approved_at__isnull=False,
        withdrawn_at=None,
        expires_at__gt=now,
        expires_at__lte=now + SOON,
        org__is_replayed=False,
    ).select_related("org", "application", "asked_by", "approved_by")
    for decision in ending:
        place = place_of_decision(decision)
        notify(
            "waiver_ending",
            people=[
                person
                for person in (decision.asked_by, decision.approved_by)
                if person is not None
            ],
            org_id=place.org.pk,
            team_id=place.team_id,
            title=f"The waiver of {place.title} ends soon",
            text=decision.note,
            url=step_url(place.org, place.subject, place.stage.id),
            key=f"waiver_ending:{decision.pk}",
        )


def leads_of(place: Place) -> list[User]:
    """Return who leads where a step is; one query for them, one for each one's roles.

    Whether a role reaches so far is asked of the same rules as everywhere.
    """
    here = Q(memberships__org=place.org.pk) | Q(memberships__org=None)
    theirs = Q(memberships__team=place.team_id) | Q(memberships__team=None)
    leads: QuerySet[User] = User.objects.filter(
        here & theirs,
        memberships__role__in=[Role.LEAD, Role.ADMINISTRATOR],
        is_active=True,
    ).distinct()
    return [
        person
        for person in leads
        if has_role(person, place.org.pk, Role.LEAD, place.team_id)
    ]
