"""Views of applications and their steps."""
