"""How an org is read, and its removal."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from apps.accounts.http import PersonRequest
from apps.accounts.models import Role
from apps.core.htmx import render_page
from apps.orgs import services
from apps.orgs.access import org_for
from apps.orgs.forms.settings import RemoveForm, SettingsForm
from apps.orgs.pages.settings import RemovePage, SettingsPage


@require_http_methods(["GET", "POST"])
@login_required
def org_settings(request: PersonRequest, name: str) -> HttpResponse:
    org = org_for(request.user, name, Role.LEAD)
    form = SettingsForm(request.POST or None, initial=vars(services.settings_of(org)))
    if request.method == "POST" and form.is_valid():
        changed = services.change_settings(org, form.wanted, actor=request.user.email)
        messages.success(request, "Saved." if changed else "Nothing was changed.")
        return redirect("orgs:org_settings", name=org.name)
    page = SettingsPage.build(org, request.user, form)
    status = 422 if form.is_bound else 200
    return render_page(request, "orgs/settings.html", {"page": page}, status=status)


@require_http_methods(["GET", "POST"])
@login_required
def org_remove(request: PersonRequest, name: str) -> HttpResponse:
    org = org_for(request.user, name, Role.ADMINISTRATOR)
    form = RemoveForm(request.POST or None, org_name=org.name)
    if request.method == "POST" and form.is_valid():
        services.remove_org(
            org,
            form.cleaned_data["typed_name"],
            actor=request.user.email,
            why=form.cleaned_data["why"],
        )
        messages.success(request, f"{name} was removed, with all that was read of it.")
        return redirect("dashboard:org_list")
    page = RemovePage(org, form)
    status = 422 if form.is_bound else 200
    return render_page(
        request, "orgs/settings_remove.html", {"page": page}, status=status
    )
