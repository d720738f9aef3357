"""What people type about accounts; each refusal is a sentence."""

from typing import Any

from allauth.account.forms import AddEmailForm, ResetPasswordForm
from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from apps.accounts import mail
from apps.accounts.models import Role, User
from apps.accounts.queries import org_choices, team_choices
from apps.accounts.services import vouch_for_address

NO_MAIL = (
    "This installation sends no mail. Ask an administrator for a one-time link instead."
)
EVERY_ORG = "every"
EVERYTHING = ("", "Everything there")
CHOOSE = ("", "Choose an org, or every org")
NO_ROLE = ("", "No role")
RULES = (
    "At least 12 characters. Not a common password, not only digits, and not like the "
    "e-mail address."
)


class PasswordForm(forms.Form):
    """A new password, typed twice, for a person whose address is known."""

    password = forms.CharField(
        label="Password",
        strip=False,
        help_text=RULES,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label="Password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        password = cleaned.get("password", "")
        again = cleaned.get("password_again", "")
        if password and again and password != again:
            self.add_error("password_again", "The two passwords differ.")
        if password:
            try:
                validate_password(password, self._person(cleaned))
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned

    def _person(self, cleaned: dict[str, Any]) -> User:
        return self.person or User(email=cleaned.get("email", ""))


class AdministratorForm(PasswordForm):
    """The first administrator: address and password."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    field_order = ("email", "password", "password_again")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class _OrgForm(forms.Form):
    """A form that names an org, or every org, and the team whose applications count."""

    org = forms.ChoiceField(label="Where")
    team = forms.ChoiceField(label="Reaches", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        orgs = [(str(pk), name) for pk, name in org_choices()]
        # Nobody is given every org because a list began with it.
        ask = [CHOOSE] if orgs else []
        self.fields["org"] = forms.ChoiceField(
            label="Where", choices=[*ask, (EVERY_ORG, "Every org"), *orgs]
        )
        teams = [(str(pk), f"Applications of {title}") for pk, title in team_choices()]
        self.fields["team"] = forms.ChoiceField(
            label="Reaches", choices=[EVERYTHING, *teams], required=False
        )

    @property
    def chosen_team_id(self) -> int | None:
        chosen = self.cleaned_data["team"]
        return int(chosen) if chosen else None

    @property
    def chosen_org_id(self) -> int | None:
        chosen = self.cleaned_data["org"]
        return None if chosen == EVERY_ORG else int(chosen)

    @property
    def chosen_role(self) -> Role | None:
        chosen = self.cleaned_data["role"]
        return Role(chosen) if chosen else None


class InviteForm(_OrgForm):
    """A new person with a first role."""

    email = forms.EmailField(label="E-mail address", max_length=254)
    role = forms.ChoiceField(label="Role", choices=Role.choices, initial=Role.VIEWER)
    field_order = ("email", "role", "org", "team")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        wrong_place = cleaned.get("org", EVERY_ORG) != EVERY_ORG
        if cleaned.get("role") == Role.ADMINISTRATOR and wrong_place:
            self.add_error(
                "org", "An administrator is one for every org: choose “Every org”."
            )
        if cleaned.get("role") == Role.ADMINISTRATOR and cleaned.get("team"):
            self.add_error("team", "An administrator reaches everything.")
        return cleaned


class RoleForm(_OrgForm):
    """Another role for a person, or none."""

    role = forms.ChoiceField(
        label="Role",
        choices=[NO_ROLE, *Role.choices],
        required=False,
        initial=Role.VIEWER,
    )
    field_order = ("role", "org", "team")


class ChangeAddressForm(AddEmailForm):  # type: ignore[misc]  # allauth is untyped
    """A person's own new address, confirmed by mail."""

    @property
    def sends_mail(self) -> bool:
        return mail.is_configured()

    def clean_email(self) -> str:
        if not mail.is_configured():
            raise ValidationError(
                "This installation sends no mail, so a new address cannot be confirmed."
            )
        return str(super().clean_email())

    def save(self, request: HttpRequest) -> EmailAddress:
        """Send the link; until it is opened the present address stays the one."""
        vouch_for_address(self.user)
        return super().save(request)


class ForgottenPasswordForm(ResetPasswordForm):  # type: ignore[misc]  # untyped
    """A way back in by mail."""

    @property
    def sends_mail(self) -> bool:
        return mail.is_configured()

    def clean_email(self) -> str:
        if not mail.is_configured():
            raise ValidationError(NO_MAIL)
        return str(super().clean_email())
