"""Forms to connect and change an org. Secrets go in and never come out again."""

from typing import Any

from django import forms

from apps.orgs.credentials import ApiToken, Secret, ServiceApp
from apps.orgs.models import Credential, Environment, Org
from apps.orgs.rules import (
    HOURS_BETWEEN_SYNCS,
    NAME_LENGTH,
    SHARE_PERCENT,
    name_problem,
)

Kind = Credential.Kind
CONTROL = {"class": "form-control"}
MONOSPACE = {"class": "form-control font-monospace", "autocomplete": "off"}


class WriteOnlyTextarea(forms.Textarea):
    """A text area that never shows again what was typed into it."""

    def format_value(self, value: Any) -> str | None:  # noqa: ARG002  # on purpose
        return None


class CredentialForm(forms.Form):
    """One way to read an org: an API token, or a service app with its private key."""

    kind = forms.ChoiceField(
        label="Kind of credential",
        choices=Kind.choices,
        initial=Kind.API_TOKEN,
        widget=forms.RadioSelect,
    )
    token = forms.CharField(
        label="API token",
        required=False,
        max_length=500,
        widget=forms.PasswordInput(
            attrs={**MONOSPACE, "autocomplete": "new-password"}, render_value=False
        ),
        help_text="Made by a read-only administrator under Security > API > Tokens.",
    )
    client_id = forms.CharField(
        label="Client ID of the service app",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs=MONOSPACE),
    )
    private_key = forms.CharField(
        label="Private key",
        required=False,
        max_length=20_000,
        widget=WriteOnlyTextarea(attrs={**MONOSPACE, "rows": 4, "spellcheck": "false"}),
        help_text="PEM, or a JSON Web Key with its kid, as Okta gave it out.",
    )
    use_dpop = forms.BooleanField(
        label="The service app demands proof of possession (DPoP)",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        wanted = (
            ("token",)
            if cleaned.get("kind") == Kind.API_TOKEN
            else ("client_id", "private_key")
        )
        for name in wanted:
            if not cleaned.get(name) and name not in self.errors:
                label = str(self.fields[name].label).lower()
                self.add_error(name, f"Enter the {label}.")
        return cleaned

    @property
    def secret(self) -> Secret:
        """The credential of a valid form."""
        cleaned = self.cleaned_data
        if cleaned["kind"] == Kind.API_TOKEN:
            return ApiToken(cleaned["token"])
        return ServiceApp(
            cleaned["client_id"], cleaned["private_key"], cleaned["use_dpop"]
        )


class ConnectForm(CredentialForm):
    """A new org and the credential that reads it."""

    name = forms.CharField(
        label="Name",
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={**CONTROL, "placeholder": "acme-production"}),
        help_text="Small letters, digits and hyphens; it becomes part of addresses.",
    )
    url = forms.CharField(
        label="Org URL",
        max_length=200,
        widget=forms.TextInput(
            attrs={
                **CONTROL,
                "inputmode": "url",
                "placeholder": "https://acme.okta.com",
            }
        ),
        help_text="Its address on an Okta domain, or its custom domain.",
    )
    environment = forms.ChoiceField(
        label="Environment",
        choices=Environment.choices,
        initial=Environment.PREVIEW,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    field_order = ("name", "url", "environment")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if problem := name_problem(name):
            raise forms.ValidationError(problem)
        return name


class SettingsForm(forms.ModelForm[Org]):
    """How an org is read: how often, and how much of its rate limit we may use."""

    rate_share_percent = forms.IntegerField(
        label="Share of each rate limit, in percent",
        min_value=SHARE_PERCENT[0],
        max_value=SHARE_PERCENT[-1],
        widget=forms.NumberInput(attrs=CONTROL),
        help_text="Of the limit that this credential sees; the rest stays with others.",
    )
    sync_every_hours = forms.IntegerField(
        label="Hours between two syncs",
        min_value=HOURS_BETWEEN_SYNCS[0],
        max_value=HOURS_BETWEEN_SYNCS[-1],
        widget=forms.NumberInput(attrs=CONTROL),
        help_text="0: only when somebody asks for one.",
    )

    class Meta:
        model = Org
        fields = ("environment", "rate_share_percent", "sync_every_hours")
        widgets = {"environment": forms.Select(attrs={"class": "form-select"})}


class RemoveForm(forms.Form):
    """The org's name, typed, so that nobody removes one by a slip."""

    typed_name = forms.CharField(
        label="Type the org's name to remove it",
        widget=forms.TextInput(attrs={**CONTROL, "autocomplete": "off"}),
    )
    why = forms.CharField(
        label="Why",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs=CONTROL),
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
