"""Templates of Okta's objects, with the property structure of recorded answers; no behaviour."""
