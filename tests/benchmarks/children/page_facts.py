"""Says what the pages of a site are asked with: a session, addresses, query counts."""

import json
from typing import Any

from tests.benchmarks.children import installation as site  # isort: skip

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.inventory.models import Application
from apps.orgs.models import Org

ALWAYS = ('FROM "django_session"', 'FROM "accounts_user" WHERE')


def main() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    settings.ALLOWED_HOSTS.append("testserver")
    person = site.administrator()
    person.set_password(site.PASSWORD)  # by the hash of these settings
    person.save()
    session = site.session_key(person)
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    org = Org.objects.order_by("pk").first()
    assert org is not None
    rows = Application.objects.filter(org=org).exclude(okta_id=None)
    busiest = rows.order_by("-open_findings", "pk").first()
    assert busiest is not None
    Application.objects.filter(pk=busiest.pk).update(owner=person)
    pages = {
        "list": "/applications/",
        "application": f"/applications/{busiest.pk}/",
        "portfolio": "/",
    }
    answer: dict[str, Any] = {
        "cookie": f"{settings.SESSION_COOKIE_NAME}={session}",
        "email": site.EMAIL,
        "password": site.PASSWORD,
        "pages": pages,
        "queries": {name: queries(client, path) for name, path in pages.items()},
        "filtered": "/applications/?owner=me",
        "searched": f"/applications/?q={busiest.okta_id}",
        "org": org.name,
        "snapshot": org.latest_snapshot_id,
    }
    print(json.dumps(answer))  # noqa: T201


def queries(client: Client, path: str) -> int:
    """Return how many queries a page takes beyond those for session and user."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, f"{path} answered {response.status_code}"
    own = [
        one["sql"]
        for one in captured.captured_queries
        if not any(word in one["sql"] for word in ALWAYS)
    ]
    return len(own)


if __name__ == "__main__":
    main()
