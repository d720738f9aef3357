"""What the pages of plans show, computed before a template sees it."""
