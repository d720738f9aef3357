"""The demo company: three orgs with counterparts, surprises and a history."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from apps.simulator.mixture import INTERACTION_CODE
from apps.simulator.plants import PLANTS
from apps.simulator.simulation import Simulation
from apps.simulator.store import Json
from apps.simulator.world import World

COMPANY = "Meridian Provisions"
LAST_DAY = 60  # the day that stands for today
UPGRADE_DAY = 3  # of the preview org; nothing else happens before
SIZES = {"preview": 240, "sandbox": 280, "production": 340}  # applications
SURPRISES: dict[str, tuple[str, ...]] = {
    "preview": (
        "enrollment_policy_on_factors",
        "customised_page_with_setcookie",
        "embedded_application_without_grant",
        "embedded_application_with_grant",
        "inactive_policy_with_grant",
        "recovery_push_only",
        "registration_inline_hook",
        "any_factor_session_rule",
        "okta_verify_fips",
    ),
    "sandbox": (
        "duo_idp",
        "duo_factor",
        "email_optional",
        "old_widget_brand",
        "event_hook_unlock_token",
        "mfa_enroll_never",
        "embedded_application_without_grant",
        "o365",
    ),
    "production": (
        "iwa_routing_rule",
        "event_hook_phone",
        "event_hook_device_trust",
        "factor_sequencing_chain",
        "customised_page_with_setcookie",
        "customised_page_with_removed_settings",
        "mfa_enroll_app_condition",
        "custom_app_login",
        "smart_card_idp",
        "deny_push_hook",
        "embedded_application_without_grant",
        "token_of_a_leaver",
        "o365",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One change on a day: a call of the org's control API below /__simulator."""

    day: int
    org: str
    description: str
    method: str
    path: str
    body: Json | None = None


@dataclass(frozen=True)
class DemoCompany:
    """Worlds by environment, and the edits of their history in order of days."""

    worlds: dict[str, World]
    timeline: tuple[Edit, ...] = field(default_factory=tuple)

    def simulations(self) -> dict[str, Simulation]:
        """Return each world behind its HTTP surface, ready to be started."""
        return {name: Simulation(world) for name, world in self.worlds.items()}


def demo_company(seed: int = 7, sizes: Mapping[str, int] = SIZES) -> DemoCompany:
    """Build the three orgs as they were on day 0, when all of them were on Classic.

    `sizes` are applications by org, at least 50 each.
    """
    worlds = {name: _world(name, seed, sizes[name]) for name in SIZES}
    for name, plants in SURPRISES.items():
        for plant in plants:
            if PLANTS[plant].fits(worlds[name].engine):
                worlds[name].plant(plant)
    edits = sorted(timeline(worlds), key=lambda edit: edit.day)
    return DemoCompany(worlds, tuple(edits))


def _world(name: str, seed: int, applications: int) -> World:
    number = list(SIZES).index(name)
    return World(
        seed=seed * 10 + number,
        catalogue=seed,
        applications=applications,
        company=COMPANY,
        subdomain=f"meridian{'' if name == 'production' else '-' + name}",
        domain=f"{'' if name == 'production' else name + '.'}meridian.example",
        missing_share=(2 - number) * 0.08,
        brands=3,
    )


def _upgraded(before: World) -> World:
    """Return what preview is after its upgrade, to name objects that it has then."""
    recipe = {**vars(before.recipe), "plants": []}
    world = World(**recipe)
    world.upgrade()
    for plant in SURPRISES["preview"]:
        world.plant(plant)
    return world


def timeline(worlds: dict[str, World]) -> Iterator[Edit]:
    """Yield what happened between day 0, when the orgs were connected, and today."""
    yield from _upgrade_edits(worlds["preview"])
    yield from _preview_edits(_upgraded(worlds["preview"]))
    yield from _sandbox_edits(worlds["sandbox"])
    yield from _production_edits(worlds["production"])


def _grants(world: World, label: str, *, add: bool) -> tuple[str, Json]:
    """Return path and body that give an application the grant, or take it."""
    value = world.find("applications", label=label)
    grants = value["settings"]["oauthClient"]["grant_types"]
    kept = [grant for grant in grants if grant != INTERACTION_CODE]
    changed = [*kept, INTERACTION_CODE] if add else kept
    body = {"settings": {"oauthClient": {"grant_types": changed}}}
    return f"/objects/applications/{value['id']}", body


def _upgrade_edits(world: World) -> Iterator[Edit]:
    """Upgrade preview, and plant what only Identity Engine can have."""
    yield Edit(
        day=UPGRADE_DAY,
        org="preview",
        description="Okta upgrades the preview org to Identity Engine",
        method="POST",
        path="/upgrade",
    )
    for plant in SURPRISES["preview"]:
        if not PLANTS[plant].fits(world.engine):
            yield _plant("preview", UPGRADE_DAY, f"+{plant}", PLANTS[plant].title)


def _preview_edits(world: World) -> Iterator[Edit]:
    changes = (
        (6, "Click and Collect", True, "The widget team enables the interaction code"),
        (34, "Click and Collect", False, "Terraform takes the grant away again"),
        (41, "Click and Collect", True, "The grant is back, now in Terraform too"),
        (52, "Table Booking", False, "A clean-up removes a grant that is in use"),
    )
    for day, label, add, text in changes:
        path, body = _grants(world, label, add=add)
        yield Edit(
            day=day,
            org="preview",
            description=text,
            method="PATCH",
            path=path,
            body=body,
        )
    yield _rule_edit(world)
    yield _conversion(world)
    yield _plant(
        "preview", 46, "customised_page_with_setcookie", "The shop page is new"
    )


def _rule_edit(world: World) -> Edit:
    server = world.list("authorization_servers")[1]
    policy = world.list("authorization_server_policies", server["id"])[0]
    parent = f"{server['id']}/{policy['id']}"
    rule = world.list("authorization_server_rules", parent)[0]
    grants = [*rule["conditions"]["grantTypes"]["include"], INTERACTION_CODE]
    return Edit(
        day=9,
        org="preview",
        description="A rule of the customer API allows the interaction code",
        method="PATCH",
        path=f"/objects/authorization_server_rules/{rule['id']}",
        body={"conditions": {"grantTypes": {"include": grants}}},
    )


def _conversion(world: World) -> Edit:
    partners = world.find("policies", type="MFA_ENROLL", name="Partners")
    listed = [
        {"key": key, "enroll": {"self": wanted}}
        for key, wanted in (
            ("okta_email", "REQUIRED"),
            ("okta_password", "REQUIRED"),
            ("okta_verify", "OPTIONAL"),
            ("phone_number", "OPTIONAL"),
        )
    ]
    return Edit(
        day=20,
        org="preview",
        description="The enrollment policy of partners moves to authenticators",
        method="PATCH",
        path=f"/objects/policies/{partners['id']}",
        body={
            "settings": {
                "factors": None,
                "type": "AUTHENTICATORS",
                "authenticators": listed,
            }
        },
    )


def _sandbox_edits(world: World) -> Iterator[Edit]:
    idp = world.find("identity_providers", name="Duo Security")
    yield Edit(
        day=12,
        org="sandbox",
        description="The Duo identity provider gets a name of its own",
        method="PATCH",
        path=f"/objects/identity_providers/{idp['id']}",
        body={"name": "Duo for administrators"},
    )
    yield Edit(
        day=40,
        org="sandbox",
        description="A script gives the Duo identity provider its old name again",
        method="PATCH",
        path=f"/objects/identity_providers/{idp['id']}",
        body={"name": "Duo Security"},
    )
    yield _plant("sandbox", 18, "event_hook_unlock_token", "The dead hook is deleted")
    yield _plant("sandbox", 30, "email_optional", "E-mail is no option any more")
    yield _plant(
        "sandbox", 44, "+factor_sequencing_invalid_chain", "Somebody tries a chain"
    )


def _production_edits(world: World) -> Iterator[Edit]:
    yield _plant("production", 4, "iwa_routing_rule", "The IWA rule is deleted")
    yield _plant("production", 15, "event_hook_device_trust", "The feed is retired")
    yield _plant("production", 27, "deny_push_hook", "The alarm reads the new event")
    yield _plant(
        "production", 37, "+iwa_routing_rule", "A restore brings the IWA rule back"
    )
    gone = world.find("applications", label="Recipe Planner")
    yield Edit(
        day=22,
        org="production",
        description="Recipe Planner is switched off for good",
        method="DELETE",
        path=f"/objects/applications/{gone['id']}",
    )
    named = world.find("applications", label="Loyalty Hub")
    yield Edit(
        day=31,
        org="production",
        description="Loyalty Hub gets a new name",
        method="PATCH",
        path=f"/objects/applications/{named['id']}",
        body={"label": "Meridian Club"},
    )
    for day, change, text in (
        (49, "revoke", "The token loses sight of identity providers"),
        (55, "grant", "The token may read identity providers again"),
    ):
        yield Edit(
            day=day,
            org="production",
            description=text,
            method="PATCH",
            path="/tokens/default",
            body={change: ["okta.idps.read"]},
        )


def _plant(org: str, day: int, name: str, text: str) -> Edit:
    """Return an edit that uproots a plant, or plants it where the name has a plus."""
    return Edit(
        day=day,
        org=org,
        description=text,
        method="POST" if name.startswith("+") else "DELETE",
        path=f"/plants/{name.lstrip('+')}",
    )
