"""What can go wrong while the demo company is made; the texts are for people."""


class DemoError(Exception):
    """The demo company cannot be made; says why and what to do."""


class DemoLostError(Exception):
    """Somebody else makes the demo company by now, or nobody wants it any more."""
