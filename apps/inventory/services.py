"""What people decide about an application: model, target, owner and team."""

from django.db import transaction

from apps.accounts.models import Role, Team, User
from apps.accounts.queries import has_role
from apps.audit.services import record
from apps.core import clock
from apps.inventory import deployment
from apps.inventory.models import Application, DeploymentModel, RecomputeRequest
from apps.orgs.models import Org

TARGETS = tuple(DeploymentModel(each.value) for each in deployment.TARGETS)
SHORTEST_REASON = 10  # characters: a word is no reason
CHOICES = frozenset(DeploymentModel.values) - {
    DeploymentModel.DIRECT_AUTH,  # only a target
    DeploymentModel.UNSURE,  # taking an override back says that
}


class RefusedError(Exception):
    """A decision that cannot be taken; the text is a sentence for people."""


def override_model(
    application: Application, model: str, reason: str, actor: User
) -> None:
    """Set the deployment model by hand, with a reason; asks for the steps again.

    Raises RefusedError for a model that is none, or without a reason.
    """
    if model not in CHOICES:
        raise RefusedError("Choose one of the deployment models.")
    if len(reason.strip()) < SHORTEST_REASON:
        raise RefusedError("Say in a sentence how you know the model.")
    before = _decision(application)
    with transaction.atomic():
        application.model_override = model
        application.override_reason = reason.strip()
        application.override_by = actor
        application.override_at = clock.now()
        if model != DeploymentModel.AUTHN_API:
            application.target_model = ""
        _keep(application)
        _audit(application, "application.model_overridden", actor, before, reason)


def withdraw_override(application: Application, actor: User) -> None:
    """Go back to what the votes say; does nothing where nothing was overridden."""
    if not application.model_override:
        return
    before = _decision(application)
    with transaction.atomic():
        application.model_override = ""
        application.override_reason = ""
        application.override_by = None
        application.override_at = None
        if application.model != DeploymentModel.AUTHN_API:
            application.target_model = ""
        _keep(application)
        _audit(application, "application.model_override_withdrawn", actor, before, "")


def choose_target(
    application: Application, target: str, reason: str, actor: User
) -> None:
    """Set the model that a caller of the Authentication API moves to.

    Raises RefusedError for another application, or for a model that is no target.
    """
    if application.effective_model != DeploymentModel.AUTHN_API:
        raise RefusedError(
            "Only an application that calls the Authentication API has a target model."
        )
    if target not in TARGETS:
        raise RefusedError("Choose one of the target models.")
    before = _decision(application)
    with transaction.atomic():
        application.target_model = target
        _keep(application)
        _audit(application, "application.target_chosen", actor, before, reason)


def assign_owner(application: Application, owner: User | None, actor: User) -> None:
    """Name who answers for an application, or nobody."""
    before = application.owner.email if application.owner else None
    with transaction.atomic():
        application.owner = owner
        application.save(update_fields=["owner"])
        record(
            actor.email,
            "application.owner_assigned",
            _subject(application),
            org_id=application.org_id,
            team_id=application.team_id,
            before={"owner": before},
            after={"owner": owner.email if owner else None},
        )


def may_give_to(actor: User, application: Application, team: Team | None) -> bool:
    """Tell whether `actor` leads where the application would go; None: the whole org.

    That somebody may change the application at all is asked before.
    """
    return has_role(actor, application.org_id, Role.LEAD, team.pk if team else None)


def assign_team(application: Application, team: Team | None, actor: User) -> None:
    """Give an application to a team, or to none; asks for the counts again.

    Raises RefusedError for a team that `actor` does not lead. The line of the trail is
    for the team that gets it, and for the one that gives it where nobody does.
    """
    if not may_give_to(actor, application, team):
        raise RefusedError("You can give it only to a team that you lead.")
    before = application.team
    if before == team:
        return
    concerned = team or before
    with transaction.atomic():
        application.team = team
        application.save(update_fields=["team"])
        ask_recompute(application.org_id, application)
        record(
            actor.email,
            "application.team_assigned",
            _subject(application),
            org_id=application.org_id,
            team_id=concerned.pk if concerned else None,
            before={"team": before.name if before else None},
            after={"team": team.name if team else None},
        )


def ask_recompute(org: Org | int, application: Application | int | None = None) -> None:
    """Leave word for the sweep that steps have to be told again."""
    RecomputeRequest.objects.bulk_create(
        [
            RecomputeRequest(
                org_id=org if isinstance(org, int) else org.pk,
                application_id=application
                if isinstance(application, int) or application is None
                else application.pk,
            )
        ],
        ignore_conflicts=True,
    )


def _keep(application: Application) -> None:
    application.save(
        update_fields=[
            "model_override",
            "override_reason",
            "override_by",
            "override_at",
            "target_model",
        ]
    )
    ask_recompute(application.org_id, application)


def _decision(application: Application) -> dict[str, str]:
    return {
        "model": application.effective_model,
        "override": application.model_override,
        "target": application.target_model,
    }


def _audit(
    application: Application,
    verb: str,
    actor: User,
    before: dict[str, str],
    reason: str,
) -> None:
    record(
        actor.email,
        verb,
        _subject(application),
        org_id=application.org_id,
        team_id=application.team_id,
        before=before,
        after=_decision(application),
        why=reason.strip(),
    )


def _subject(application: Application) -> str:
    return f"application:{application.okta_id or application.pk}"
