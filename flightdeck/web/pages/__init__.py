"""The pages, in the order of the navigation."""

from flightdeck.web.pages import deck
from flightdeck.web.site import Page

PAGES: tuple[Page, ...] = (deck.PAGE,)
