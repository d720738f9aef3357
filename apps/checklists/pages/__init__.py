"""What the pages of applications show, computed before a template sees it."""
