"""What the pages that span apps show."""
