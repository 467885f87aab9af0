"""The pages, in the order of the navigation."""

from flightdeck.web.pages import (
    barriers,
    benchmark,
    boards,
    cases,
    characteristic,
    characteristics,
    data_quality,
    deck,
    definitions,
    journey,
    kpi,
    pillar,
    problem_profile,
    recommendation,
    recommendations,
    work_list,
)
from flightdeck.web.site import Page

PAGES: tuple[Page, ...] = (
    deck.PAGE,
    pillar.PAGE,
    journey.PAGE,
    kpi.PAGE,
    characteristics.PAGE,
    work_list.PAGE,
    characteristic.PAGE,
    problem_profile.PAGE,
    cases.PAGE,
    definitions.LIST,
    definitions.ONE,
    data_quality.PAGE,
    benchmark.PAGE,
    recommendations.PAGE,
    recommendation.PAGE,
    barriers.PAGE,
    boards.PAGE,
)
