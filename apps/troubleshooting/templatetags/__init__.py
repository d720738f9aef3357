"""Template tags of symptoms. No query, no access."""
