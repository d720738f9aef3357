"""What a person asked of a step and cannot have."""


class RefusedError(Exception):
    """A decision that cannot be taken; the text is a sentence for people."""
