"""Every address of the product: one line an app."""

from contextlib import suppress

from django.urls import URLPattern, URLResolver, include, path

from upgradeplanner import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.process),
    path("readyz", health.ready),
    path("accounts/", include("allauth.urls")),
]
for prefix, module in (
    ("", "apps.accounts.urls"),
    ("audit/", "apps.audit.urls"),
    ("orgs/", "apps.orgs.urls"),
    ("", "apps.syncs.urls"),
    ("", "apps.snapshots.urls"),
    ("", "apps.findings.urls"),
    ("", "apps.checklists.urls"),
    ("", "apps.dashboard.urls"),
):
    with suppress(ImportError):
        urlpatterns.append(path(prefix, include(module)))
