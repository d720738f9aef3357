"""Who may open the pages about people: administrators."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.accounts.queries import is_administrator


def administrator_of(request: HttpRequest) -> User:
    """Return the signed-in administrator. Raises PermissionDenied for others."""
    if not is_administrator(request.user):
        raise PermissionDenied("Only administrators manage people.")
    return cast("User", request.user)


def person_or_404(pk: int) -> User:
    return get_object_or_404(User, pk=pk)
