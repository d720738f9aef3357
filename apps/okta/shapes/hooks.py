"""Event hooks and inline hooks."""

from apps.okta.shapes.base import Shape


class HookConfig(Shape, frozen=True):
    uri: str | None = None


class HookChannel(Shape, frozen=True):
    type: str | None = None
    config: HookConfig | None = None


class HookEvents(Shape, frozen=True):
    type: str | None = None
    items: tuple[str, ...] | None = None


class EventHook(Shape, frozen=True):
    id: str
    name: str = ""
    status: str = ""
    verification_status: str | None = None
    events: HookEvents | None = None
    channel: HookChannel | None = None

    @property
    def event_types(self) -> tuple[str, ...]:
        return (self.events.items or ()) if self.events else ()


class InlineHook(Shape, frozen=True):
    id: str
    name: str = ""
    type: str = ""
    version: str | None = None
    status: str = ""
    channel: HookChannel | None = None
