"""Turns away what no view can use, and keeps answers out of other people's caches."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NUL = "\x00"
WRITTEN_NUL = "%00"

GetResponse = Callable[[HttpRequest], HttpResponse]


def without_nul(get_response: GetResponse) -> GetResponse:
    """Refuse an address with a NUL, which PostgreSQL cannot even look for."""

    def handle(request: HttpRequest) -> HttpResponse:
        if NUL in request.path or WRITTEN_NUL in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address holds a character that no text has.")
        return get_response(request)

    return handle


def kept_private(get_response: GetResponse) -> GetResponse:
    """Let nobody keep an answer for somebody else, nor show it again unasked."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return handle
