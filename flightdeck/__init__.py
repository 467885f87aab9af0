"""The RASSO Flight Deck: from a force's record system to a board figure."""

__version__ = "0.1.0"
