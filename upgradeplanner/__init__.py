"""The project: settings, entry points and processes. No app imports it."""
