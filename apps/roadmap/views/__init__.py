"""Views of the roadmap, of waves, and of an org's upgrade."""
