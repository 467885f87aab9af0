"""The journey: how old the open crimes are, how far crimes or suspects come, how long it takes, and where cases wait."""

from dash import html

from flightdeck.domain.codes import nearest
from flightdeck.domain.filters import BASIS_LABELS, Basis
from flightdeck.domain.journey_wording import (
    NO_MONTHS,
    UNIT_LABELS,
    ages_sentence,
    open_share_sentence,
    stages_sentence,
)
from flightdeck.errors import Fault, NotFoundError
from flightdeck.kpis.journey import JourneyUnit
from flightdeck.services.access import Action
from flightdeck.services.journey import Journey
from flightdeck.services.journey_outcomes import HORIZONS, OUTCOME_LABELS
from flightdeck.services.journey_waiting import Standing
from flightdeck.web.address import href
from flightdeck.web.components.journey_parts import (
    ages,
    areas_chart,
    areas_words,
    came_before,
    days_chart,
    days_words,
    missing_stages,
    stage_chart,
    waiting_chart,
    waiting_words,
)
from flightdeck.web.components.journey_time import came_to, open_share, year_lines, years_table
from flightdeck.web.components.parts import beside, present, section, switch
from flightdeck.web.site import Children, Group, Page, View

PATH = "/journey"
OWN = ("unit", "horizon", "outcome")  # what this page's address may say beside the filters
_TOLD = {
    "named": "had a suspect named",
    "spoken_to": "a suspect arrested or interviewed",
    "referred": "were referred for a charging decision",
    "charged": "were charged",
}
_TOLD_OF_SUSPECTS = {
    "named": "were named",
    "spoken_to": "arrested or interviewed",
    "referred": "referred for a charging decision",
    "charged": "had a decision to charge",
}
YEARS = "The same outcome for the crimes of each year, so that a young year is compared at the same age as an old one."
UNVERIFIED = "The outcome types and how they are grouped have not been compared with their official source."
COARSE = "Counts of stages are given to the nearest five to this audience."


def layout(view: View, **query: str) -> Children:
    """The journey in a chair’s order: the backlog, the stages, the time, the waiting, the areas."""
    outcome = query.get("outcome") or next(iter(OUTCOME_LABELS))
    if outcome not in OUTCOME_LABELS:
        remedy = nearest(outcome, list(OUTCOME_LABELS))
        raise NotFoundError([Fault(f'there is no outcome "{outcome}" here', where="outcome", remedy=remedy)])
    journey = view.deck.journey(
        view.filters, view.actor, unit=query.get("unit", ""), horizon=query.get("horizon", "")
    )
    kept = {name: query[name] for name in OWN if query.get(name)}
    return present(
        html.H1("Journey"),
        html.P(_lead(journey.standing), className="lead-sentence"),
        None if journey.standing is None else ages(journey.standing, view.filters),
        _bases(view, journey, kept),
        _stages(view, journey, kept),
        _time(journey),
        _years(view, journey, outcome, kept),
        *_standing(journey.standing),
    )


def _lead(standing: Standing | None) -> str:
    if standing is None:
        return NO_MONTHS
    return ages_sentence(standing.whole.open, standing.whole.over, when=standing.result.window)


def _bases(view: View, journey: Journey, kept: dict[str, str]) -> html.Nav:
    ways = [
        (
            BASIS_LABELS[basis].capitalize(),
            href(PATH, view.filters.but(basis=basis), **kept),
            basis is journey.basis,
        )
        for basis in (Basis.RECORDED, Basis.FINALISED)
    ]
    return switch("Crimes counted by what was", ways)


def _stages(view: View, journey: Journey, kept: dict[str, str]) -> html.Section:
    if journey.window is None:
        return section("From stage to stage", NO_MONTHS, id="stages")
    told = _TOLD if journey.unit is JourneyUnit.CRIMES else _TOLD_OF_SUSPECTS
    shares = {stage.name: stage.share for stage in journey.stages}
    sentence = stages_sentence(
        [(words, shares.get(name)) for name, words in told.items()],
        unit=journey.unit.value, basis=journey.basis.value, window=journey.window.label, mature=journey.mature,
    )  # fmt: skip
    units = [
        (UNIT_LABELS[unit], href(PATH, view.filters, **{**kept, "unit": unit.value}), unit is journey.unit)
        for unit in JourneyUnit
    ]
    young = (
        None
        if journey.mature
        else html.P(html.Span("Too young to judge", className="badge"), className="badges")
    )
    return section(
        "From stage to stage",
        sentence,
        switch("Counted in", units),
        young,
        beside(*stage_chart(journey)),
        html.P(COARSE, className="quiet") if journey.coarse else None,
        missing_stages(journey),
        html.H3("How long each step takes"),
        html.P(days_words(journey), className="section-sentence"),
        *days_chart(journey),
        came_before(journey),
        id="stages",
    )


def _time(journey: Journey) -> html.Section:
    curve = journey.curves
    sentence = open_share_sentence(curve.days, curve.survival, cohort=curve.cohort, basis=journey.basis.value)
    parts = [open_share(journey), came_to(journey), _unverified()] if curve.days else []
    return section("Time to an outcome", sentence, *parts, id="time")


def _unverified() -> html.P:
    badge = html.Span("Not verified", className="badge badge-proposed")
    return html.P([badge, html.Span(UNVERIFIED)], className="badges")


def _years(view: View, journey: Journey, outcome: str, kept: dict[str, str]) -> html.Section | None:
    if not journey.years:
        return None
    outcomes = [
        (label, href(PATH, view.filters, **{**kept, "outcome": name}), name == outcome)
        for name, label in OUTCOME_LABELS.items()
    ]
    horizons = [
        (
            f"{days // 365} year{'s' if days > HORIZONS[0] else ''}",
            href(PATH, view.filters, **{**kept, "horizon": str(days)}),
            days == journey.horizon,
        )
        for days in HORIZONS
    ]
    return section(
        "Year beside year",
        YEARS,
        switch("Outcome", outcomes),
        year_lines(journey, outcome),
        switch("Within", horizons) if journey.basis is Basis.RECORDED else None,
        years_table(journey),
        id="years",
    )


def _standing(standing: Standing | None) -> list[html.Section]:
    if standing is None:
        return []
    waiting = section(
        "Where open crimes wait now", waiting_words(standing), *waiting_chart(standing), id="waiting"
    )
    if not standing.areas:
        return [waiting]
    return [
        waiting,
        section(
            "Open crimes by age in each area", areas_words(standing), *areas_chart(standing), id="ageing"
        ),
    ]


PAGE = Page(PATH, "Journey", Action.SEE_FIGURES, layout, nav="Journey", group=Group.JOURNEY)
