"""What the pages about orgs show, by noun; frozen, and without a query of their own."""
