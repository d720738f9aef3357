"""Pages about teams: administrators make them, their leads choose the members."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts import services
from apps.accounts.access import (
    administrator_of,
    require_teams,
    team_for_reading,
    team_to_lead,
    team_to_manage,
)
from apps.accounts.errors import AccountError
from apps.accounts.http import PersonRequest
from apps.accounts.models import User
from apps.accounts.scope import visible_teams
from apps.accounts.team_forms import MemberForm, TeamRemoveForm, TitleForm
from apps.accounts.team_pages import TeamDetail, TeamList, orgs_of

UNPROCESSABLE = 422


@require_GET
@login_required
def team_list(request: PersonRequest) -> HttpResponse:
    require_teams(request.user)
    page = TeamList.build(request.user)
    return render(request, "accounts/team_list.html", {"page": page})


@require_POST
@login_required
def team_create(request: PersonRequest) -> HttpResponse:
    actor = administrator_of(request)
    form = TitleForm(request.POST)
    if form.is_valid():
        try:
            team = services.create_team(actor.email, form.cleaned_data["title"])
            messages.success(request, f"{team.title} is a team now; give it members.")
            return redirect("accounts:team_detail", name=team.name)
        except AccountError as error:
            form.add_error("title", str(error))
    page = TeamList.build(actor, form)
    context = {"page": page}
    return render(request, "accounts/team_list.html", context, status=UNPROCESSABLE)


@require_GET
@login_required
def team_detail(request: PersonRequest, name: str) -> HttpResponse:
    team = team_for_reading(request.user, name)
    return _detail(request, TeamDetail.build(request.user, team))


@require_POST
@login_required
def team_rename(request: PersonRequest, name: str) -> HttpResponse:
    team = team_to_manage(request.user, name)
    form = TitleForm(request.POST)
    if form.is_valid():
        services.rename_team(request.user.email, team, form.cleaned_data["title"])
        messages.success(request, "The title is changed.")
        return redirect("accounts:team_detail", name=name)
    page = TeamDetail.build(request.user, team, title_form=form)
    return _detail(request, page, UNPROCESSABLE)


@require_POST
@login_required
def team_member(request: PersonRequest, name: str) -> HttpResponse:
    """Give somebody a role in the team, another one, or none."""
    team = team_to_lead(request.user, name)
    form = MemberForm(request.POST, orgs=orgs_of(team))
    if form.is_valid():
        try:
            person = services.set_member(
                request.user.email,
                team,
                form.cleaned_data["email"],
                form.chosen_role,
                form.chosen_org_id,
            )
        except AccountError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, f"The role of {person.email} is set.")
            return _back(request, name)
    page = TeamDetail.build(request.user, team, member_form=form)
    return _detail(request, page, UNPROCESSABLE)


@require_http_methods(["GET", "POST"])
@login_required
def team_remove(request: PersonRequest, name: str) -> HttpResponse:
    team = team_to_manage(request.user, name)
    form = TeamRemoveForm(request.POST or None, name=team.name)
    if form.is_bound and form.is_valid():
        try:
            why = form.cleaned_data["why"]
            services.remove_team(request.user.email, team, why)
            messages.success(request, f"{team.title} was removed; its people stay.")
            return redirect("accounts:team_list")
        except AccountError as error:
            form.add_error(None, str(error))
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"team": team, "form": form}
    return render(request, "accounts/team_remove.html", context, status=status)


def _back(request: PersonRequest, name: str) -> HttpResponse:
    """Go to the team's page; who just left the team goes to the first page."""
    person = User.objects.get(pk=request.user.pk)  # without the roles from before
    if visible_teams(person).filter(name=name).exists():
        return redirect("accounts:team_detail", name=name)
    return redirect("/")


def _detail(
    request: PersonRequest, page: TeamDetail, status: int = 200
) -> HttpResponse:
    context = {"page": page}
    return render(request, "accounts/team_detail.html", context, status=status)
