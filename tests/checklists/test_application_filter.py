"""Tests of the filters of the application list against what a URL may hold."""

import pytest
from django.http import QueryDict

from apps.checklists.pages.application_filter import ApplicationFilter


def read(query: str) -> ApplicationFilter:
    orgs, owners = frozenset({"acme-production"}), frozenset({"17"})
    return ApplicationFilter.read(QueryDict(query), orgs, owners)


@pytest.mark.parametrize("owner", ["9" * 30, "%D9%A1", "%C2%B2", "-1", "1e3", "18"])
def test_an_owner_that_no_row_can_have_is_named_and_left_out(owner: str) -> None:
    found = read(f"owner={owner}")
    assert found.owner == ""
    assert found.ignored[0].startswith("owner ")


@pytest.mark.parametrize("owner", ["none", "me", "17"])
def test_an_owner_is_taken(owner: str) -> None:
    assert read(f"owner={owner}").owner == owner
