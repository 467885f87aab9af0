"""Victims, suspects and both together, one row for each crime they are on."""

from flightdeck.domain.schema import FRAMES
from flightdeck.kpis.populations.base import Source, taken_maker
from flightdeck.kpis.populations.conflicts import order_considered_on
from flightdeck.kpis.populations.firsts import (
    first_action_voluntary,
    first_makers,
    first_of_suspect,
    people_rows,
    rows_of_roles,
)
from flightdeck.kpis.views import Maker, Positions, View, earlier


def persons(source: Source) -> View:
    """Victims and suspects together."""
    rows = source.kept("rows:persons", lambda: rows_of_roles(source, "victim", "suspect"))
    return source.child("persons", source.crime_of("persons")[rows], _own(source, rows))


def victims(source: Source) -> View:
    """Victims."""
    rows = people_rows(source, "victims")
    own = _own(source, rows) | first_makers(source, "victims")
    return source.child("victims", source.crime_of("persons")[rows], own)


def suspects(source: Source) -> View:
    """Suspects, with the first of what was done about each."""
    rows = people_rows(source, "suspects")
    own = _own(source, rows) | first_makers(source, "suspects") | _suspect_makers(source)
    return source.child("suspects", source.crime_of("persons")[rows], own)


def _own(source: Source, rows: Positions) -> dict[str, Maker]:
    raw = source.raw("persons")
    return {
        column: taken_maker(raw, column, rows)
        for column in FRAMES["persons"].names()
        if column != "crime_ref"
    }


def _suspect_makers(source: Source) -> dict[str, Maker]:
    def first(frame: str, day: str, **only: str) -> Maker:
        return lambda: first_of_suspect(source, frame, day, **only)

    return {
        "order_considered_on": lambda: order_considered_on(source, people_rows(source, "suspects")),
        "first_arrest_on": first("arrests", "arrested_on"),
        "first_interview_on": first("arrests", "interviewed_on"),
        "first_action_on": lambda: earlier(
            source.view("suspects").days("first_arrest_on"),
            source.view("suspects").days("first_interview_on"),
        ),
        "first_action_voluntary": lambda: first_action_voluntary(source),
        "first_charging_submission_on": first("cps_submissions", "submitted_on", submission="charging"),
        "charge_decision_on": first("cps_submissions", "decided_on", decision="charge"),
    }
