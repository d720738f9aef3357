"""Fills an org: applications, servers, hooks, brands and short lists; no policies."""

from apps.simulator.mixture import INTERACTION_CODE, plans
from apps.simulator.org import Dice, Org
from apps.simulator.policy_set import build_policies
from apps.simulator.shapes import authenticators, directory, hooks, servers, sign_in
from apps.simulator.shapes.applications import application

EMBEDDED_SHARE = 0.25  # of the single-page applications have a CORS origin


def build(org: Org) -> None:
    """Make a healthy org: nothing here is a hazard, that is what plants are for."""
    build_directory(org)
    build_hooks(org)
    build_policies(org)
    build_applications(org)
    build_servers(org)
    build_brands(org)
    if org.is_identity_engine:
        build_authenticators(org)
    else:
        build_factors(org)


def build_directory(org: Org) -> None:
    directory.org_settings(org)
    for kind in ("BILLING", "TECHNICAL"):
        directory.contact(org, kind)
    directory.api_token(org, "terraform")
    directory.api_token(org, "help desk console", user_id=org.new_id("00u"))
    directory.trusted_origin(
        org, "Company site", f"https://www.{org.recipe.domain}", "REDIRECT"
    )
    directory.zone(org, "LegacyIpZone", system=True)
    directory.zone(org, "Head office", "192.0.2.0/24")
    directory.zone(org, "BlockedIpZone", system=True)
    for object_id, name, status in directory.FEATURES:
        directory.feature(org, object_id, name, status)


def build_hooks(org: Org) -> None:
    hooks.event_hook(
        org, "People sync", "user.lifecycle.create", "user.lifecycle.activate"
    )
    hooks.event_hook(org, "Group audit", "group.user_membership.add")
    hooks.inline_hook(org, "Token enrichment", hooks.ENRICHMENT)


def build_applications(org: Org) -> None:
    for plan in plans(org):
        value = org.put("applications", application(org, plan))
        dice = Dice(org.recipe.seed, "origin", plan.number)
        if plan.kind == "browser" and dice.chance(EMBEDDED_SHARE):
            origin = f"https://{plan.slug}.{org.recipe.domain}"
            directory.trusted_origin(org, value["label"], origin, "CORS", "REDIRECT")


def build_servers(org: Org) -> None:
    """Make servers, their policies and rules as many as the recipe says."""
    if not org.recipe.api_access_management:
        return
    names = ("default", "Customer API", "Partner API", "Store API", "Internal API")
    hook = org.find("inline_hooks", type=hooks.ENRICHMENT)
    for number in range(org.recipe.servers):
        name = names[number] if number < len(names) else f"Service API {number + 1}"
        audience = f"api://{name.lower().replace(' ', '-')}"
        server = servers.server(org, name, audience=audience, default=number == 0)
        for turn in range(org.recipe.server_policies):
            policy = servers.server_policy(
                org, server["id"], _policy_name(turn), _clients(org, turn)
            )
            parent = f"{server['id']}/{policy['id']}"
            for step in range(org.recipe.server_rules):
                hook_id = hook["id"] if number == turn == step == 1 else ""
                servers.server_rule(
                    org, parent, f"Rule {step + 1}", _grants(org, step), hook_id
                )


def _policy_name(turn: int) -> str:
    return "Default Policy" if turn == 0 else f"Named clients {turn}"


def _clients(org: Org, turn: int) -> tuple[str, ...]:
    """All clients first; then a few client ids of real applications."""
    if turn == 0:
        return ("ALL_CLIENTS",)
    clients = []
    for row in org.store.rows("applications"):
        client = row.value["credentials"].get("oauthClient")
        if client:
            clients.append(str(client["client_id"]))
        if len(clients) == turn + 2:
            break
    return tuple(clients[-2:]) or ("ALL_CLIENTS",)


def _grants(org: Org, step: int) -> tuple[str, ...]:
    choices: tuple[tuple[str, ...], ...] = (
        ("authorization_code", "refresh_token"),
        ("client_credentials",),
        ("implicit", "password"),
    )
    grants = choices[step % len(choices)]
    return (
        (*grants, INTERACTION_CODE) if step == 0 and org.is_identity_engine else grants
    )


def build_brands(org: Org) -> None:
    """Make the default brand, and others with a domain and a plain custom page."""
    sign_in.brand(org, org.recipe.subdomain, default=True)
    for number in range(1, org.recipe.brands):
        name = org.recipe.company if number == 1 else f"{org.recipe.company} {number}"
        brand = sign_in.brand(org, name)
        host = f"login{number if number > 1 else ''}.{org.recipe.domain}"
        if number == 1:
            host = org.recipe.custom_domain or host
        sign_in.domain(org, brand["id"], host)
        page = sign_in.page(sign_in.DEFAULT_PAGE, "^7")
        if number % 2 == 0:
            page = sign_in.page(None, None, "G3")
        sign_in.customised_page(org, brand["id"], page)


def build_authenticators(org: Org) -> None:
    for key, kind, name, status, settings in authenticators.AUTHENTICATORS:
        authenticators.authenticator(
            org, key, kind, name=name, status=status, settings=settings
        )


def build_factors(org: Org) -> None:
    for key, provider, kind, status in authenticators.FACTORS:
        authenticators.factor(org, key, provider, kind, status)
