"""The SDK of an application, and the glossary."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.http import PersonRequest
from apps.accounts.models import Role
from apps.checklists.access import application_for
from apps.checklists.pages.application_detail import ApplicationDetail
from apps.checklists.services.choosing import choose_sdk
from apps.checklists.step_forms import SdkForm
from apps.facts.concepts import CAPABILITIES, TERMS


@require_POST
@login_required
def sdk_choose(request: PersonRequest, pk: int) -> HttpResponse:
    """Name the language and SDK of an application: its steps then say what to do."""
    application = application_for(request.user, pk, Role.CONTRIBUTOR)
    form = SdkForm(request.POST)
    if not form.is_valid():
        page = ApplicationDetail.build(request.user, application, sdk=form)
        template = "checklists/application_detail.html"
        return render(request, template, {"page": page}, status=422)
    choose_sdk(application, form.cleaned_data["sdk"], request.user)
    messages.success(request, "The steps speak of this SDK now.")
    return redirect("checklists:application_detail", pk)


@require_GET
@login_required
def glossary(request: PersonRequest) -> HttpResponse:
    terms = sorted(TERMS.values(), key=lambda term: term.title.casefold())
    context = {"terms": terms, "capabilities": CAPABILITIES}
    return render(request, "checklists/glossary.html", context)
