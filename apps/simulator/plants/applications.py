"""Hazards in applications, authorization servers and API tokens."""

from collections.abc import Iterator

from apps.simulator.mixture import INTERACTION_CODE, Plan
from apps.simulator.org import Org
from apps.simulator.plants.plant import IDENTITY_ENGINE, Plant, by_name
from apps.simulator.shapes.applications import application
from apps.simulator.shapes.directory import api_token, trusted_origin
from apps.simulator.shapes.servers import server_policy, server_rule
from apps.simulator.store import Json

PLANTED = 90_001  # numbers of planted applications; no catalogue is that long


def _web_applications(org: Org) -> Iterator[Json]:
    for row in org.store.rows("applications"):
        value = row.value
        client = value["settings"].get("oauthClient", {})
        if client.get("application_type") in ("web", "browser"):
            yield value


def _make(org: Org, kind: str, label: str, **more: object) -> Json:
    plan = Plan(number=PLANTED, kind=kind, label=label, **more)  # type: ignore[arg-type]
    return org.put("applications", application(org, plan))


def custom_app_login(org: Org) -> None:
    for value in list(_web_applications(org))[:2]:
        url = f"https://login.{org.recipe.domain}/{value['id']}"
        patch = {"accessibility": {"loginRedirectUrl": url}}
        org.edit("applications", value["id"], patch)


def o365(org: Org) -> None:
    _make(org, "office365", "Office 365 of the franchise", name="office365")


def o365_with_one_factor(org: Org) -> None:
    value = _make(org, "office365", "Office 365 of the stores", name="office365")
    shared = org.default_ids["access:Password only"]
    links = {"accessPolicy": org.link(f"/api/v1/policies/{shared}")}
    org.edit("applications", value["id"], {"_links": links})


def embedded_application_without_grant(org: Org) -> None:
    """Add a single-page application with a CORS origin and without the grant."""
    label = "Click and Collect"
    grants = ("authorization_code", "refresh_token")
    _make(org, "browser", label, grants=grants)
    site = f"https://click-and-collect.{org.recipe.domain}"
    trusted_origin(org, label, site, "CORS", "REDIRECT")


def embedded_application_with_grant(org: Org) -> None:
    label = "Table Booking"
    grants = ("authorization_code", "refresh_token", INTERACTION_CODE)
    _make(org, "browser", label, grants=grants)
    site = f"https://table-booking.{org.recipe.domain}"
    trusted_origin(org, label, site, "CORS", "REDIRECT")


def _without_grant(rule: Json) -> Json:
    grants = rule["conditions"]["grantTypes"]["include"]
    kept = [grant for grant in grants if grant != INTERACTION_CODE]
    return {"conditions": {"grantTypes": {"include": kept}}}


def interaction_code_missing_on_rule(org: Org) -> None:
    """Take the grant out of every rule of the first server."""
    server = org.list("authorization_servers")[0]
    for policy in org.list("authorization_server_policies", server["id"]):
        parent = f"{server['id']}/{policy['id']}"
        for rule in org.list("authorization_server_rules", parent):
            org.edit("authorization_server_rules", rule["id"], _without_grant(rule))


def inactive_policy_with_grant(org: Org) -> None:
    """Put the grant into an active rule of an inactive policy."""
    server = org.list("authorization_servers")[-1]
    policy = server_policy(org, server["id"], "Pilot of the embedded widget")
    parent = f"{server['id']}/{policy['id']}"
    server_rule(org, parent, "Embedded", ("authorization_code", INTERACTION_CODE))
    patch = {"status": "INACTIVE"}
    org.edit("authorization_server_policies", policy["id"], patch)


def inactive_rule_with_grant(org: Org) -> None:
    server = org.list("authorization_servers")[-1]
    policy = org.list("authorization_server_policies", server["id"])[0]
    rule = server_rule(
        org, f"{server['id']}/{policy['id']}", "Switched off", (INTERACTION_CODE,)
    )
    org.edit("authorization_server_rules", rule["id"], {"status": "INACTIVE"})


def token_of_a_leaver(org: Org) -> None:
    token = api_token(org, "migration script 2020", user_id=org.new_id("00u"))
    old = {"lastUpdated": "2020-03-02T08:00:00.000Z"}
    org.edit("api_tokens", token["id"], old)


PLANTS = by_name(
    Plant(title="Applications with a login page of their own", make=custom_app_login),
    Plant(title="Office 365 is connected", make=o365),
    Plant(
        title="Office 365 with a one-factor policy",
        make=o365_with_one_factor,
        engines=IDENTITY_ENGINE,
    ),
    Plant(
        title="An embedded application lacks the grant",
        make=embedded_application_without_grant,
    ),
    Plant(
        title="An embedded application with the grant",
        make=embedded_application_with_grant,
        engines=IDENTITY_ENGINE,
    ),
    Plant(
        title="A server whose rules lack the grant",
        make=interaction_code_missing_on_rule,
        engines=IDENTITY_ENGINE,
    ),
    Plant(
        title="The grant stands in an inactive policy",
        make=inactive_policy_with_grant,
        engines=IDENTITY_ENGINE,
    ),
    Plant(
        title="The grant stands in an inactive rule",
        make=inactive_rule_with_grant,
        engines=IDENTITY_ENGINE,
    ),
    Plant(title="An API token of somebody who left", make=token_of_a_leaver),
)
