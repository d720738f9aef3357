"""Pages about people: the one-time link, and the administrators' list."""

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts import mail, services
from apps.accounts.access import administrator_of, person_or_404
from apps.accounts.errors import AccountError, DeadLinkError
from apps.accounts.forms import AdministratorForm, InviteForm, PasswordForm, RoleForm
from apps.accounts.models import OneTimeLink, User
from apps.accounts.pages import PersonDetail, PersonList

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@never_cache
def start(request: HttpRequest, token: str) -> HttpResponse:
    """Let in whoever holds a one-time link; opening it does not use it up."""
    try:
        link = services.open_link(token)
        form = _link_form(request, link)
        if request.method == "POST" and form.is_valid():
            return _enter(request, _claimed(token, form))
    except DeadLinkError as error:
        context = {"sentence": str(error)}
        return render(request, "accounts/link_dead.html", context, status=410)
    status = UNPROCESSABLE if form.is_bound else 200
    context_of_form = {"form": form, "link": link}
    return render(request, "accounts/start.html", context_of_form, status=status)


@require_GET
@login_required
def person_list(request: HttpRequest) -> HttpResponse:
    administrator_of(request)
    return render(request, "accounts/person_list.html", {"page": PersonList.build()})


@require_http_methods(["GET", "POST"])
@login_required
def person_invite(request: HttpRequest) -> HttpResponse:
    actor = administrator_of(request)
    form = InviteForm(request.POST or None)
    if form.is_bound and form.is_valid() and form.chosen_role:
        try:
            email = form.cleaned_data["email"]
            person = services.invite(
                actor.email,
                email,
                form.chosen_role,
                form.chosen_org_id,
                form.chosen_team_id,
            )
            return _link_page(request, actor, person)
        except AccountError as error:
            form.add_error("email", str(error))
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "accounts/person_invite.html", {"form": form}, status=status)


@require_GET
@login_required
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, administrator_of(request), person_or_404(pk), RoleForm())


@require_POST
@login_required
def person_role(request: HttpRequest, pk: int) -> HttpResponse:
    actor, person = administrator_of(request), person_or_404(pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            services.set_role(
                actor.email,
                person,
                form.chosen_role,
                form.chosen_org_id,
                form.chosen_team_id,
            )
            messages.success(request, f"The roles of {person.email} are changed.")
            return redirect("accounts:person_detail", pk=pk)
        except AccountError as error:
            form.add_error("role", str(error))
    return _detail(request, actor, person, form)


@require_POST
@login_required
def person_link(request: HttpRequest, pk: int) -> HttpResponse:
    actor, person = administrator_of(request), person_or_404(pk)
    try:
        return _link_page(request, actor, person)
    except AccountError as error:
        messages.error(request, str(error))
    return redirect("accounts:person_detail", pk=pk)


@require_POST
@login_required
def person_deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    actor, person = administrator_of(request), person_or_404(pk)
    try:
        services.deactivate(actor.email, person)
        messages.success(request, f"{person.email} is deactivated and signed out.")
    except AccountError as error:
        messages.error(request, str(error))
    return redirect("accounts:person_detail", pk=pk)


@require_POST
@login_required
def person_reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    actor, person = administrator_of(request), person_or_404(pk)
    services.reactivate(actor.email, person)
    messages.success(request, f"{person.email} can sign in again.")
    return redirect("accounts:person_detail", pk=pk)


@require_POST
@login_required
def person_sessions_end(request: HttpRequest, pk: int) -> HttpResponse:
    actor, person = administrator_of(request), person_or_404(pk)
    count = services.end_sessions(actor.email, person)
    noun = "session" if count == 1 else "sessions"
    messages.success(request, f"{count} {noun} of {person.email} ended.")
    return redirect("accounts:person_detail", pk=pk)


@require_POST
@login_required
def person_second_factor_remove(request: HttpRequest, pk: int) -> HttpResponse:
    actor, person = administrator_of(request), person_or_404(pk)
    try:
        services.remove_second_factor(actor.email, person)
        messages.success(request, f"The second factor of {person.email} is removed.")
    except AccountError as error:
        messages.error(request, str(error))
    return redirect("accounts:person_detail", pk=pk)


def _detail(
    request: HttpRequest, actor: User, person: User, form: RoleForm
) -> HttpResponse:
    page = PersonDetail.build(person, actor)
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"page": page, "form": form}
    return render(request, "accounts/person_detail.html", context, status=status)


def _link_page(request: HttpRequest, actor: User, person: User) -> HttpResponse:
    """Show a new link once: it is stored as a hash alone, so not on a later page."""
    url = services.password_link(actor.email, person)
    context = {
        "person": person,
        "url": url,
        "was_mailed": mail.send_link(person, url),
        "sends_mail": mail.is_configured(),
    }
    return render(request, "accounts/link_new.html", context)


def _link_form(request: HttpRequest, link: OneTimeLink) -> PasswordForm:
    data = request.POST if request.method == "POST" else None
    if link.purpose == OneTimeLink.Purpose.ADMINISTRATOR:
        return AdministratorForm(data)
    return PasswordForm(data, person=link.user)


def _claimed(token: str, form: PasswordForm) -> User:
    password = form.cleaned_data["password"]
    if isinstance(form, AdministratorForm):
        email = form.cleaned_data["email"]
        return services.claim_admin_link(token, email, password)
    return services.claim_password_link(token, password)


def _enter(request: HttpRequest, person: User) -> HttpResponse:
    """Sign the person in the ordinary way, so that a second factor is still asked."""
    adapter = get_adapter(request)
    adapter.forgive(request, person.email)
    if request.user.is_authenticated:
        adapter.logout(request)
    response: HttpResponse = perform_login(
        request, person, email_verification="none", redirect_url="/"
    )
    return response
