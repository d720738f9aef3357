"""The page about connecting names exactly the scopes that are asked for."""

import re

from django.conf import settings

from apps.okta.parts import READ_SCOPES

TEXT = (settings.BASE_DIR / "docs" / "connect.md").read_text()


def test_the_page_lists_exactly_the_read_scopes() -> None:
    assert re.findall(r"^    (okta\.\S+)$", TEXT, re.MULTILINE) == list(READ_SCOPES)
