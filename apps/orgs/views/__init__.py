"""Views of orgs, by noun."""
