"""Forms about orgs, by noun; they check input and change nothing."""
