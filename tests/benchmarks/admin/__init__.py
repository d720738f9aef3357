"""Django's admin over our table of applications: a peer, no part of the product."""
