"""Custom authorization servers, their access policies and rules."""

from apps.okta.shapes.base import Include, Shape


class AuthorizationServer(Shape, frozen=True):
    id: str
    name: str = ""
    status: str = ""
    issuer: str = ""
    audiences: tuple[str, ...] | None = None
    description: str | None = None


class ServerPolicyConditions(Shape, frozen=True):
    clients: Include | None = None


class AuthorizationServerPolicy(Shape, frozen=True):
    id: str
    name: str = ""
    status: str = ""
    priority: int | None = None
    system: bool | None = None
    conditions: ServerPolicyConditions | None = None

    @property
    def clients(self) -> frozenset[str]:
        """Client ids, or the one word ALL_CLIENTS."""
        clients = self.conditions.clients if self.conditions else None
        return frozenset(clients.include or ()) if clients else frozenset()

    def covers(self, *client_ids: str) -> bool:
        """Tell whether the policy names one of the ids, or all clients."""
        return "ALL_CLIENTS" in self.clients or not self.clients.isdisjoint(client_ids)


class ServerRulePeople(Shape, frozen=True):
    groups: Include | None = None
    users: Include | None = None


class ServerRuleConditions(Shape, frozen=True):
    grant_types: Include | None = None
    scopes: Include | None = None
    people: ServerRulePeople | None = None


class AuthorizationServerRule(Shape, frozen=True):
    id: str
    name: str = ""
    status: str = ""
    priority: int | None = None
    system: bool | None = None
    conditions: ServerRuleConditions | None = None

    @property
    def grant_types(self) -> frozenset[str]:
        grants = self.conditions.grant_types if self.conditions else None
        return frozenset(grants.include or ()) if grants else frozenset()
