"""The calculation: pure functions from canonical frames and a definition to additive counts."""
