"""Every address of the product: one line an app."""

from django.urls import URLPattern, URLResolver, include, path

from upgradeplanner import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.process),
    path("readyz", health.ready),
    path("accounts/", include("allauth.urls")),
    path("", include("apps.accounts.urls")),
    path("audit/", include("apps.audit.urls")),
    path("", include("apps.dashboard.urls")),
]
