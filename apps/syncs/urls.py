"""Addresses of the syncs of an org, from the root of the site."""

from django.urls import path

from apps.syncs import views

app_name = "syncs"
SYNCS = "orgs/<slug:name>/syncs/"

urlpatterns = [
    path(SYNCS, views.sync_list, name="sync_list"),
    path(f"{SYNCS}start/", views.sync_start, name="sync_start"),
    path(f"{SYNCS}panel/", views.org_panel, name="org_panel"),
    path(f"{SYNCS}<int:pk>/", views.sync_detail, name="sync_detail"),
    path(f"{SYNCS}<int:pk>/progress/", views.sync_progress, name="sync_progress"),
    path(f"{SYNCS}<int:pk>/cancel/", views.sync_cancel, name="sync_cancel"),
]
