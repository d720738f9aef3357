"""Forms to change how an org is read, and to remove it."""

from typing import Any

from django import forms

from apps.orgs.models import Environment
from apps.orgs.rules import HOURS_BETWEEN_SYNCS, SHARE_PERCENT
from apps.orgs.services import OrgSettings


class SettingsForm(forms.Form):
    """How an org is read: how often, and how much of its rate limit we may use."""

    environment = forms.ChoiceField(label="Environment", choices=Environment.choices)
    rate_share_percent = forms.IntegerField(
        label="Share of each rate limit, in percent",
        min_value=SHARE_PERCENT[0],
        max_value=SHARE_PERCENT[-1],
        help_text="Of the limit that this credential sees; the rest stays with others.",
    )
    sync_every_hours = forms.IntegerField(
        label="Hours between two syncs",
        min_value=HOURS_BETWEEN_SYNCS[0],
        max_value=HOURS_BETWEEN_SYNCS[-1],
        help_text="0: only when somebody asks for one.",
    )

    @property
    def wanted(self) -> OrgSettings:
        """What a valid form asks for."""
        return OrgSettings(**self.cleaned_data)


class RemoveForm(forms.Form):
    """The org's name, typed, so that nobody removes one by a slip."""

    typed_name = forms.CharField(
        label="Type the org's name to remove it",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    why = forms.CharField(
        label="Why",
        required=False,
        max_length=500,
        help_text="Stays in the audit trail.",
    )

    def __init__(self, *args: Any, org_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.org_name = org_name

    def clean_typed_name(self) -> str:
        typed: str = self.cleaned_data["typed_name"]
        if typed != self.org_name:
            raise forms.ValidationError(f"That is not the name {self.org_name}.")
        return typed
