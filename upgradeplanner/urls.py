"""Every address of the product: one line an app."""

from django.urls import URLPattern, URLResolver, include, path

from upgradeplanner import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.process),
    path("readyz", health.ready),
    path("accounts/", include("allauth.urls")),
    path("audit/", include("apps.audit.urls")),
    path("demo/", include("apps.demo.urls")),
    path("orgs/", include("apps.orgs.urls")),  # before /orgs/<name>/ of the others
    path("", include("apps.accounts.urls")),
    path("", include("apps.syncs.urls")),
    path("", include("apps.snapshots.urls")),
    path("", include("apps.findings.urls")),
    path("", include("apps.roadmap.urls")),
    path("", include("apps.checklists.urls")),
    path("", include("apps.troubleshooting.urls")),
    path("", include("apps.dashboard.urls")),
]
