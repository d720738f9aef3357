"""Addresses under /orgs/ of connecting, credentials and settings."""

from django.urls import path

from apps.orgs.views import connect, credential, settings

app_name = "orgs"
CREDENTIAL = "<slug:name>/credential/"
SETTINGS = "<slug:name>/settings/"

urlpatterns = [
    path("connect/", connect.org_connect, name="org_connect"),
    path(CREDENTIAL, credential.credential_detail, name="credential_detail"),
    path(
        f"{CREDENTIAL}replace/",
        credential.credential_replace,
        name="credential_replace",
    ),
    path(f"{CREDENTIAL}examine/", credential.org_examine, name="org_examine"),
    path(SETTINGS, settings.org_settings, name="org_settings"),
    path(f"{SETTINGS}remove/", settings.org_remove, name="org_remove"),
]
