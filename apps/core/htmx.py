"""htmx requests, and the one place that decides between a whole page and its part."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request that the htmx middleware has looked at."""

    htmx: HtmxDetails


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    partial: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render `template`, or its `partial` where htmx asked for a part of the page.

    A boosted or history-restoring request gets the whole page.
    """
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    wants_part = (
        htmx is not None
        and bool(htmx)
        and not htmx.boosted
        and not htmx.history_restore_request
    )
    name = f"{template}#{partial}" if partial and wants_part else template
    response = render(request, name, dict(context), status=status)
    response["Vary"] = "HX-Request, HX-Target"
    return response
