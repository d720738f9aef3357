"""One step: its page, and what a person does about it. The services decide."""

from collections.abc import Callable, Mapping
from pathlib import Path

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.http import PersonRequest
from apps.accounts.models import Role
from apps.checklists import services
from apps.checklists.pages.step_detail import StepDetail, back_url
from apps.checklists.places import Place
from apps.checklists.services.errors import RefusedError
from apps.checklists.services.files import path_of
from apps.checklists.services.running import record_run
from apps.checklists.step_access import (
    attachment_for_reading,
    decision_at,
    step_for,
    step_for_reading,
)
from apps.checklists.step_forms import (
    AttestForm,
    DueForm,
    OutsideForm,
    RunForm,
    ShelfForm,
    WaiveForm,
    WithdrawForm,
)
from apps.core import clock
from apps.core.htmx import render_page
from apps.core.uploads import TOO_LARGE

TEMPLATE = "checklists/step_detail.html"
DOWNLOAD_POLICY = "sandbox; default-src 'none'"


@require_GET
@login_required
def step_detail(
    request: PersonRequest, name: str, subject: str, stage: str
) -> HttpResponse:
    place = step_for_reading(request.user, name, subject, stage)
    return _page(request, place)


@require_POST
@login_required
def step_attest(
    request: PersonRequest, name: str, subject: str, stage: str
) -> HttpResponse:
    place = step_for(request.user, name, subject, stage, Role.CONTRIBUTOR)
    form = AttestForm(request.POST, request.FILES)
    if getattr(request, TOO_LARGE, False):
        form.add_error("file", "That file is too large.")

    def act() -> None:
        data = form.cleaned_data
        services.attest(
            place,
            data["note"],
            request.user,
            clock.now(),
            link=data["link"],
            upload=data["file"],
        )

    return _answer(request, place, "attest", form, act, "Attested.")


@require_POST
@login_required
def step_waive(
    request: PersonRequest, name: str, subject: str, stage: str
) -> HttpResponse:
    place = step_for(request.user, name, subject, stage, Role.CONTRIBUTOR)
    form = WaiveForm(request.POST)

    def act() -> None:
        reason, now = form.cleaned_data["reason"], clock.now()
        services.ask_waiver(place, reason, form.ends_at(now), request.user, now)

    said = "Asked. Another person has to approve it."
    return _answer(request, place, "waive", form, act, said)


@require_POST
@login_required
def step_outside(
    request: PersonRequest, name: str, subject: str, stage: str
) -> HttpResponse:
    place = step_for(request.user, name, subject, stage, Role.CONTRIBUTOR)
    form = OutsideForm(request.POST)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        services.set_outside(place, reason, request.user, clock.now())

    return _answer(request, place, "outside", form, act, "It counts as not applicable.")


@require_POST
@login_required
def step_run(
    request: PersonRequest, name: str, subject: str, stage: str
) -> HttpResponse:
    place = step_for(request.user, name, subject, stage, Role.CONTRIBUTOR)
    form = RunForm(request.POST)

    def act() -> None:
        data = form.cleaned_data
        record_run(
            place,
            data["moment"],
            form.outcomes(),
            data["note"],
            request.user,
            clock.now(),
        )

    return _answer(request, place, "run", form, act, "The run is recorded.")


@require_POST
@login_required
def step_shelf(
    request: PersonRequest, name: str, subject: str, stage: str
) -> HttpResponse:
    place = step_for(request.user, name, subject, stage, Role.LEAD)
    form = ShelfForm(request.POST)

    def act() -> None:
        days, reason = form.cleaned_data["days"], form.cleaned_data["reason"]
        services.set_shelf_life(place, days, reason, request.user, clock.now())

    return _answer(request, place, "shelf", form, act, "Set.")


@require_POST
@login_required
def step_due(
    request: PersonRequest, name: str, subject: str, stage: str
) -> HttpResponse:
    place = step_for(request.user, name, subject, stage, Role.LEAD)
    form = DueForm(request.POST)

    def act() -> None:
        day, reason = form.cleaned_data["day"], form.cleaned_data["reason"]
        services.set_due(place, day, reason, request.user, clock.now())

    return _answer(request, place, "due", form, act, "The day is kept.")


@require_POST
@login_required
def decision_approve(
    request: PersonRequest, name: str, subject: str, stage: str, pk: int
) -> HttpResponse:
    place = step_for(request.user, name, subject, stage, Role.LEAD)
    decision = decision_at(place, pk)
    form = forms.Form(request.POST)

    def act() -> None:
        services.approve_waiver(decision, request.user, clock.now())

    return _answer(request, place, "", form, act, "Approved. The step is waived.")


@require_POST
@login_required
def decision_withdraw(
    request: PersonRequest, name: str, subject: str, stage: str, pk: int
) -> HttpResponse:
    place = step_for(request.user, name, subject, stage, Role.CONTRIBUTOR)
    decision = decision_at(place, pk)
    form = WithdrawForm(request.POST)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        services.withdraw(decision, reason, request.user, clock.now())

    return _answer(request, place, "", form, act, "Taken back.")


@require_GET
@login_required
def attachment(request: PersonRequest, pk: int) -> FileResponse:
    """Send a file to be saved, never to be shown by the browser in our name."""
    found = attachment_for_reading(request.user, pk)
    path: Path = path_of(found.stored_as)
    if not path.is_file():
        raise Http404("This file is missing from the data folder.")
    answer = FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type=found.content_type,
    )
    answer["Content-Security-Policy"] = DOWNLOAD_POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _answer(  # noqa: PLR0913, PLR0917  # one flow for every decision
    request: PersonRequest,
    place: Place,
    name: str,
    form: forms.Form,
    act: Callable[[], None],
    said: str,
) -> HttpResponse:
    """Act on a valid form; show what was typed with 422 where it is refused."""
    if form.is_valid():
        try:
            act()
        except RefusedError as refused:
            if not name:
                return _after(request, place, str(refused), messages.ERROR)
            form.add_error(None, str(refused))
        else:
            return _after(request, place, said)
    return _page(request, place, 422, "", {name: form} if name else {})


def _after(
    request: PersonRequest, place: Place, said: str, level: int = messages.SUCCESS
) -> HttpResponse:
    """Return to where the step stands, or give htmx its card anew."""
    if request.htmx:
        return _page(request, place, said=said)
    messages.add_message(request, level, said)
    return redirect(back_url(place))


def _page(
    request: PersonRequest,
    place: Place,
    status: int = 200,
    said: str = "",
    refused: Mapping[str, forms.Form] | None = None,
) -> HttpResponse:
    page = StepDetail.build(request.user, place, refused or {})
    context = {"page": page, "said": said}
    return render_page(request, TEMPLATE, context, partial="card", status=status)
