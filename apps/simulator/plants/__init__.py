"""Every hazard that can be planted, by name."""

from apps.simulator.plants import applications, enrollment, hooks, policies, sign_in
from apps.simulator.plants.plant import Plant

__all__ = ["PLANTS", "Plant"]

PLANTS: dict[str, Plant] = {
    **policies.PLANTS,
    **enrollment.PLANTS,
    **hooks.PLANTS,
    **sign_in.PLANTS,
    **applications.PLANTS,
}
