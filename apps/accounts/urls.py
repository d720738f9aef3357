"""Addresses of the one-time link and of the pages about people."""

from django.urls import path

from apps.accounts import team_views, views

app_name = "accounts"
PEOPLE = "settings/people/"
TEAMS = "settings/teams/"
TEAM = f"{TEAMS}<slug:name>/"
PERSON = f"{PEOPLE}<int:pk>/"

urlpatterns = [
    path("start/<str:token>/", views.start, name="start"),
    path(PEOPLE, views.person_list, name="person_list"),
    path(f"{PEOPLE}invite/", views.person_invite, name="person_invite"),
    path(PERSON, views.person_detail, name="person_detail"),
    path(f"{PERSON}role/", views.person_role, name="person_role"),
    path(f"{PERSON}link/", views.person_link, name="person_link"),
    path(f"{PERSON}deactivate/", views.person_deactivate, name="person_deactivate"),
    path(f"{PERSON}reactivate/", views.person_reactivate, name="person_reactivate"),
    path(
        f"{PERSON}sessions/end/", views.person_sessions_end, name="person_sessions_end"
    ),
    path(
        f"{PERSON}second-factor/remove/",
        views.person_second_factor_remove,
        name="person_second_factor_remove",
    ),
    path(TEAMS, team_views.team_list, name="team_list"),
    path(f"{TEAMS}create/", team_views.team_create, name="team_create"),
    path(TEAM, team_views.team_detail, name="team_detail"),
    path(f"{TEAM}rename/", team_views.team_rename, name="team_rename"),
    path(f"{TEAM}members/", team_views.team_member, name="team_member"),
    path(f"{TEAM}remove/", team_views.team_remove, name="team_remove"),
]
