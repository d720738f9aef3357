"""Whole pages and their parts: who gets which."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from apps.core.htmx import HtmxRequest, render_page

WHOLE, PART = "429.html", "content"


def answer(headers: dict[str, str], status: int = 200) -> HttpResponse:
    def view(request: HtmxRequest) -> HttpResponse:
        return render_page(request, WHOLE, {}, partial="", status=status)

    request = RequestFactory().get("/", headers=headers)
    found = HtmxMiddleware(view)(request)  # type: ignore[arg-type]
    assert isinstance(found, HttpResponse)
    return found


@pytest.mark.parametrize("status", [200, 422])
def test_the_status_is_kept_and_caches_tell_the_two_apart(status: int) -> None:
    found = answer({"HX-Request": "true"}, status)
    assert found.status_code == status
    assert found["Vary"] == "HX-Request, HX-Target"


def test_a_page_without_a_part_is_always_whole() -> None:
    assert b"<html" in answer({"HX-Request": "true"}).content


def test_a_request_that_no_middleware_looked_at_gets_the_whole_page() -> None:
    found = render_page(RequestFactory().get("/"), WHOLE, {}, partial=PART)
    assert b"<html" in found.content
