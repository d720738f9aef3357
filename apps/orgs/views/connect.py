"""Connecting an org."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from apps.accounts.http import PersonRequest
from apps.core.crypto import CryptoError
from apps.core.htmx import render_page
from apps.okta.errors import OktaError
from apps.orgs import services
from apps.orgs.access import require_connecting
from apps.orgs.errors import NothingVisibleError, OrgError
from apps.orgs.examination import Examination
from apps.orgs.forms.credential import ConnectForm
from apps.orgs.pages.connect import ConnectPage


@sensitive_post_parameters("token", "private_key")
@require_http_methods(["GET", "POST"])
@login_required
def org_connect(request: PersonRequest) -> HttpResponse:
    require_connecting(request.user)
    form = ConnectForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return connect_page(request, form)
    try:
        connected = services.connect_org(
            name=form.cleaned_data["name"],
            url=form.cleaned_data["url"],
            environment=form.cleaned_data["environment"],
            secret=form.secret,
            actor=request.user.email,
            person=request.user,
            sync_soon=True,
        )
    except (OrgError, OktaError, CryptoError) as error:
        form.refuse(error)
        seen = error.examination if isinstance(error, NothingVisibleError) else None
        return connect_page(request, form, seen)
    name = connected.org.name
    messages.success(
        request,
        f"{name} is connected; this is what can be seen. Its first sync begins soon.",
    )
    return redirect("orgs:credential_detail", name=name)


def connect_page(
    request: PersonRequest, form: ConnectForm, seen: Examination | None = None
) -> HttpResponse:
    page = ConnectPage(
        form=form,
        trusted_origins=tuple(sorted(settings.TRUSTED_ORG_ORIGINS)),
        is_behind_proxy=bool(settings.OUTBOUND_PROXY),
        examination=seen,
    )
    status = 422 if form.is_bound else 200
    return render_page(request, "orgs/connect.html", {"page": page}, status=status)
