"""The command line: one command a use case, the same answers as the pages."""

from flightdeck.cli.application import main

__all__ = ["main"]
