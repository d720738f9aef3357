"""Addresses of Okta's public pages, spelled short. Never fetches anything."""


def developer(path: str) -> str:
    """Return a page of the developer documentation."""
    return f"https://developer.okta.com/docs/{path}/"


def guide(name: str) -> str:
    """Return a guide of the developer documentation."""
    return developer(f"guides/{name}/main")


def upgrade_help(page: str) -> str:
    """Return a page of the upgrade chapter of the product help."""
    topics = "https://help.okta.com/oie/en-us/content/topics"
    return f"{topics}/identity-engine-upgrade/{page}.htm"


def support_article(name: str) -> str:
    """Return an article of the support site."""
    return f"https://support.okta.com/help/s/article/{name}"


def repository(path: str) -> str:
    """Return a page of one of Okta's public repositories."""
    return f"https://github.com/okta/{path}"
