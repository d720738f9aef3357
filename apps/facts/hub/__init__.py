"""The two halves of the Hub's items. Data only."""
