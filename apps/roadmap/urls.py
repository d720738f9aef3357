"""Addresses of the roadmap, its waves and freezes, and of an org's upgrade."""

from django.urls import path

from apps.roadmap.views import timeline, upgrade, waves

app_name = "roadmap"
WAVE = "roadmap/waves/<slug:name>/"
urlpatterns = [
    path("roadmap/", timeline.timeline, name="timeline"),
    path("roadmap/freezes/", timeline.freeze_add, name="freeze_add"),
    path(
        "roadmap/freezes/<int:pk>/remove/",
        timeline.freeze_remove,
        name="freeze_remove",
    ),
    path("roadmap/new-wave/", waves.wave_create, name="wave_create"),
    path(WAVE, waves.wave_detail, name="wave_detail"),
    path(f"{WAVE}dates/", waves.wave_dates, name="wave_dates"),
    path(f"{WAVE}rename/", waves.wave_rename, name="wave_rename"),
    path(f"{WAVE}applications/", waves.wave_applications, name="wave_applications"),
    path(f"{WAVE}remove/", waves.wave_remove, name="wave_remove"),
    path("orgs/<slug:name>/upgrade/", upgrade.upgrade, name="upgrade"),
    path("orgs/<slug:name>/upgrade/plan/", upgrade.upgrade_plan, name="upgrade_plan"),
    path(
        "orgs/<slug:name>/upgrade/withdraw/",
        upgrade.upgrade_withdraw,
        name="upgrade_withdraw",
    ),
]
