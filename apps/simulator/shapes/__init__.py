"""Templates of Okta's objects, with the properties of recorded answers."""
