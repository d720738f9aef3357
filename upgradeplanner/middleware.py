"""Turns away what no view can use, before any of them sees it."""

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
