"""Django's admin over our table of applications: a peer, never a part of the product."""
