"""What the pages of findings show, computed before a template sees it."""
