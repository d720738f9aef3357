"""What the pages of symptoms show. Writes nothing."""
