"""The credential of an org: what it sees, a new live test, another one in its place."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from apps.accounts.http import PersonRequest
from apps.accounts.models import Role
from apps.core.crypto import CryptoError
from apps.core.htmx import render_page
from apps.okta.errors import OktaError
from apps.orgs import services
from apps.orgs.access import org_for, org_for_reading
from apps.orgs.errors import NothingVisibleError, OrgError
from apps.orgs.forms.credential import CredentialForm, sentence_of
from apps.orgs.pages.credential import CredentialPage

TEMPLATE = "orgs/credential.html"


@require_GET
@login_required
def credential_detail(request: PersonRequest, name: str) -> HttpResponse:
    org = org_for_reading(request.user, name)
    page = CredentialPage.build(org, request.user)
    return render_page(request, TEMPLATE, {"page": page}, partial="sight")


@require_POST
@login_required
def org_examine(request: PersonRequest, name: str) -> HttpResponse:
    org = org_for(request.user, name, Role.LEAD)
    problem = ""
    try:
        services.examine(org, actor=request.user.email)
    except (OrgError, OktaError, CryptoError) as error:
        problem = sentence_of(error)
    if not request.htmx:
        say_examined(request, problem)
        return redirect("orgs:credential_detail", name=org.name)
    page = CredentialPage.build(org, request.user, problem=problem)
    return render_page(request, TEMPLATE, {"page": page}, partial="sight")


def say_examined(request: PersonRequest, problem: str) -> None:
    if problem:
        messages.error(request, problem)
    else:
        messages.success(request, "The credential was tested just now.")


@sensitive_post_parameters("token", "private_key")
@require_http_methods(["GET", "POST"])
@login_required
def credential_replace(request: PersonRequest, name: str) -> HttpResponse:
    org = org_for(request.user, name, Role.LEAD)
    form = CredentialForm(request.POST or None)
    seen = None
    if request.method == "POST" and form.is_valid():
        try:
            services.replace_credential(
                org, form.secret, actor=request.user.email, person=request.user
            )
        except (OrgError, OktaError, CryptoError) as error:
            form.refuse(error)
            seen = error.examination if isinstance(error, NothingVisibleError) else None
        else:
            messages.success(request, f"{org.name} has a new credential.")
            return redirect("orgs:credential_detail", name=org.name)
    page = CredentialPage.build(org, request.user, form=form, examination=seen)
    status = 422 if form.is_bound else 200
    return render_page(
        request, "orgs/credential_replace.html", {"page": page}, status=status
    )
