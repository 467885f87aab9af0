"""The reference pages, written from the product itself so that they cannot say something else."""

from flightdeck.cli.reference.pages import MARK, pages

__all__ = ["MARK", "pages"]
