"""Forms of the application page; what they may say is decided by the services."""

from django import forms
from django.db.models import Q, QuerySet

from apps.accounts.models import Role, User
from apps.inventory.deployment import TARGETS
from apps.inventory.models import Application, DeploymentModel
from apps.inventory.services import CHOICES, SHORTEST_REASON

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


class AttestForm(forms.Form):
    """Say what was looked at; whether that is enough is decided by the service."""

    message = forms.CharField(required=False, max_length=2000)


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


def may_own(application: Application) -> QuerySet[User]:
    """Return the people who can work in the application's org."""
    works = Q(memberships__role__in=[role for role in Role if role != Role.VIEWER])
    here = Q(memberships__org=application.org_id) | Q(memberships__org__isnull=True)
    people = User.objects.filter(works & here, is_active=True)
    return people.distinct().order_by("email")
