"""Views that span apps."""
