"""Forms of the application page; what they may say is decided by the services."""

from django import forms
from django.db.models import Q, QuerySet

from apps.accounts.models import Role, Team, User
from apps.inventory.deployment import TARGETS
from apps.inventory.models import Application, DeploymentModel
from apps.inventory.services import CHOICES, SHORTEST_REASON, may_give_to

LABELS = dict(DeploymentModel.choices)


class OverrideForm(forms.Form):
    """Set the deployment model by hand."""

    model = forms.ChoiceField(
        label="Deployment model",
        choices=[pair for pair in DeploymentModel.choices if pair[0] in CHOICES],
    )
    reason = forms.CharField(
        label="How do you know?",
        min_length=SHORTEST_REASON,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class TargetForm(forms.Form):
    """Choose what a caller of the Authentication API moves to."""

    target = forms.ChoiceField(
        label="Moves to", choices=[(each.value, LABELS[each.value]) for each in TARGETS]
    )
    reason = forms.CharField(
        label="Why this one?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class OwnerForm(forms.Form):
    """Name who answers for the application."""

    owner = forms.ModelChoiceField(
        queryset=User.objects.none(), required=False, empty_label="Nobody"
    )

    def __init__(self, *args: object, application: Application) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # data, or nothing
        people = self.fields["owner"]
        assert isinstance(people, forms.ModelChoiceField)
        people.queryset = may_own(application)


class TeamForm(forms.Form):
    """Give the application to a team that `actor` leads, or to none."""

    team = forms.ChoiceField(required=False)

    def __init__(self, data: object, *, application: Application, actor: User) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # data, or nothing
        teams = [
            team
            for team in Team.objects.all()
            if team.pk == application.team_id or may_give_to(actor, application, team)
        ]
        self._teams = {team.name: team for team in teams}
        choices = [(team.name, team.title) for team in teams]
        if application.team is None or may_give_to(actor, application, None):
            choices.insert(0, ("", "No team"))
        self.fields["team"] = forms.ChoiceField(
            choices=choices,
            required=False,
            initial=application.team.name if application.team else "",
        )

    @property
    def chosen(self) -> Team | None:
        """The team that was chosen; valid forms only."""
        return self._teams.get(self.cleaned_data["team"])


def may_own(application: Application) -> QuerySet[User]:
    """Return the people who may work on the application."""
    works = Q(memberships__role__in=[role for role in Role if role != Role.VIEWER])
    in_org = Q(memberships__org=application.org_id) | Q(memberships__org__isnull=True)
    in_team = Q(memberships__team__isnull=True)
    if application.team_id is not None:
        in_team |= Q(memberships__team=application.team_id)
    people = User.objects.filter(works & in_org & in_team, is_active=True)
    return people.distinct().order_by("email")
