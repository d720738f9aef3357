"""Views of findings, waivers and everything documented."""
