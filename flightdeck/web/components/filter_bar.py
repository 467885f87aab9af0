"""The filter bar: native controls; Apply writes the address once, Clear is a link to the page without filters."""

from collections.abc import Iterable

import dash_bootstrap_components as dbc
from dash import dcc, html

from flightdeck.domain.filters import BASIS_LABELS, Filters
from flightdeck.domain.period import GRAIN_LABELS, month_label, month_text
from flightdeck.domain.wording import day_text
from flightdeck.services.offered import Options
from flightdeck.web import ids
from flightdeck.web.components.aria import aria
from flightdeck.web.site import View

FILTER_KEYS = ("area", "team", "scope", "from", "to", "by", "basis", "snapshot")
Choice = tuple[str, str]  # value, label
UNSET = "*"  # the choice that leaves a filter out; the control takes an empty one for no choice at all


def filter_bar(view: View, options: Options, *, looking: str, grouped: bool = True) -> html.Details:
    """What the reader is looking at, in words; opened, the controls that change it.

    Where months are not grouped their control is hidden, and keeps its choice for the next page.
    """
    chosen = view.filters.to_pairs()
    return html.Details(
        [
            html.Summary(
                [
                    html.Span(["You are looking at: ", html.Strong(looking), "."], className="looking"),
                    html.Span("Change", className="change"),
                ]
            ),
            html.Div(
                [
                    *(
                        _control(
                            key, label, choices, chosen.get(key, UNSET), hidden=key == "by" and not grouped
                        )
                        for key, label, choices in _controls(view, options)
                    ),
                    html.Div(
                        [
                            html.Button("Apply", id=ids.APPLY, type="button", className="button"),
                            dcc.Link("Clear", id=ids.CLEAR, href=view.path, className="button button-plain"),
                        ],
                        className="filter-ways",
                    ),
                ],
                className="filter-grid",
                role="group",
                **aria(label="Filters"),
            ),
        ],
        id=ids.FILTERS,
        className="filters",
    )


def _control(key: str, label: str, choices: Iterable[Choice], chosen: str, *, hidden: bool) -> html.Div:
    made = [{"value": value, "label": text} for value, text in choices]
    return html.Div(
        [
            html.Label(label, htmlFor=ids.filter_id(key)),
            dbc.Select(id=ids.filter_id(key), options=made, value=chosen),
        ],
        className="filter",
        hidden=hidden,
    )


def _controls(view: View, options: Options) -> list[tuple[str, str, list[Choice]]]:
    months = [(month_text(month), month_label(month)) for month in range(options.last, options.first - 1, -1)]
    held = [(info.id, day_text(info.as_at)) for info in options.snapshots]
    return [
        (
            "area",
            "Area",
            [(UNSET, "All of your areas" if view.actor.areas else "All areas"), *_same(options.areas)],
        ),
        ("team", "Team", [(UNSET, "All teams"), *_same(options.teams)]),
        ("scope", "Offences", [(UNSET, "Each KPI’s own"), *options.scopes]),
        ("from", "From", [(UNSET, "Earliest"), *months]),
        ("to", "To", [(UNSET, "Latest"), *months]),
        (
            "by",
            "Period",
            [
                (UNSET if grain == Filters().by else grain.value, label)
                for grain, label in GRAIN_LABELS.items()
            ],
        ),
        (
            "basis",
            "Basis",
            [
                (UNSET, "Each KPI’s own"),
                *((basis.value, _opening(text)) for basis, text in BASIS_LABELS.items()),
            ],
        ),
        ("snapshot", "As known on", [(UNSET, "Latest snapshot"), *held]),
    ]


def _same(names: Iterable[str]) -> list[Choice]:
    return [(name, name) for name in names]


def _opening(text: str) -> str:
    return text[:1].upper() + text[1:]
