"""The parts of the work list page: what the list covers, what for, and what has become of each record."""

from collections.abc import Mapping, Sequence

import dash_bootstrap_components as dbc
import pandas as pd
from dash import html
from dash.development.base_component import Component

from flightdeck.domain.filters import Filters
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.domain.wording import count_text
from flightdeck.kpis.recording import ROLES
from flightdeck.kpis.stages import STAGES
from flightdeck.services.characteristic_cell import CAUSE_TEXT
from flightdeck.services.drill import PURPOSES
from flightdeck.services.worklist import Recheck
from flightdeck.services.worklist_store import Selection, WorkList
from flightdeck.web import ids
from flightdeck.web.components.characteristic_table import COUNTS
from flightdeck.web.components.links import link
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import facts

PATH = "/characteristics/work-list"
DOWNLOAD = f"{PATH}.csv"
MOST_ROWS = 200  # what one reads on a screen; the file has every record
STATES = ("Still open", "Closed", "Gone", "New")
STATE_MEANS = {
    "Still open": "Still without a value. A bare “not stated” does not close a record.",
    "Closed": "Now has a value, or says why there is none.",
    "Gone": "No longer a live crime, or no longer in the record system.",
    "New": "In the same part of the gap now, and not on this list.",
}
_STAGE_LABELS = {stage.name: stage.label for stage in STAGES}


def selection_of(query: Mapping[str, str], filters: Filters) -> Selection:
    """The part of a gap that an address names."""
    return Selection(
        characteristic=filters.characteristic,
        role=query.get("role") or next(iter(ROLES)),
        area=filters.area,
        team=filters.team,
        stage=query.get("stage", ""),
        cause=query.get("cause", ""),
    )


def in_words(selection: Selection) -> str:
    """What a selection covers."""
    title = CHARACTERISTICS[selection.characteristic][0]
    parts = [
        f"{title}, {ROLES[selection.role].title.lower()}",
        selection.team or selection.area or "every team",
        _STAGE_LABELS.get(selection.stage, "every stage").lower(),
        CAUSE_TEXT.get(selection.cause, "whatever the cause").lower(),
    ]
    return " · ".join(parts)


def purpose_form() -> html.Div:
    """The question that comes before any record: what for?"""
    choices = [
        {"value": "", "label": "Choose a purpose"},
        *({"value": name, "label": text} for name, text in PURPOSES.items()),
    ]
    return html.Div(
        [
            html.Div(
                [
                    html.Label("What do you need these records for?", htmlFor=ids.WORK_LIST_PURPOSE),
                    dbc.Select(id=ids.WORK_LIST_PURPOSE, options=choices, value=""),
                ],
                className="picker",
            ),
            html.Button("Make the list", id=ids.WORK_LIST_MAKE, type="button", className="button"),
        ],
        className="address-form",
        role="group",
    )


def made(kept: WorkList, filters: Filters) -> list[Component]:
    """What has been made, and the way to it."""
    count = len(kept.rows)
    return [
        html.P(
            [
                html.Strong(f"{count_text(count)} records. " if count != 1 else "1 record. "),
                "The list is kept and written to the audit trail. ",
                link("Open the list", PATH, filters.but(area="", team="", characteristic=""), list=kept.id),
            ],
            className="said",
        ),
        *([first_rows(kept.rows)] if count else []),
    ]


def first_rows(rows: pd.DataFrame) -> html.Div:
    """The records of a list with where they stand; the first of them where there are many."""
    names = {
        "crime_ref": "Crime", "person_role_ref": "Person", "team": "Team", "recorded_on": "Recorded on",
        "stage": "Stage reached", "status": "On record", "now": "Now",
    }  # fmt: skip
    shown = [name for name in names if name in rows.columns]
    heads = [Head(names[name]) for name in shown]
    cells: list[list[Cell]] = [
        [_cell(name, value) for name, value in zip(shown, row, strict=True)]
        for row in rows[shown].head(MOST_ROWS).astype("str").itertuples(index=False)
    ]
    more = (
        f"; the first {MOST_ROWS} of {count_text(len(rows))}, the file has all"
        if len(rows) > MOST_ROWS
        else ""
    )
    return number_table(f"Records to go back to{more}", heads, cells, id="work-list", tall=True)


def _cell(name: str, value: str) -> Cell:
    if name.endswith("_ref"):
        return html.Code(value)
    return COUNTS.get(value, value) if name == "status" else value


def with_state(kept: WorkList, checked: Recheck) -> pd.DataFrame:
    """The records of a kept list with what has become of each, those still open first."""
    state = {
        **dict.fromkeys(checked.still_open, "Still open"),
        **dict.fromkeys(checked.closed, "Closed"),
        **dict.fromkeys(checked.gone, "Gone"),
    }
    now = pd.Categorical(kept.rows["person_role_ref"].map(state), categories=list(STATES))
    return kept.rows.assign(now=now).sort_values("now", kind="stable").astype({"now": "str"})


def standing(checked: Recheck) -> html.Ul:
    """How many records are in each state, and what the state means."""
    counts = dict(zip(STATES, (checked.still_open, checked.closed, checked.gone, checked.new), strict=True))
    return html.Ul(
        [
            html.Li(
                [
                    html.Strong(count_text(len(counts[state]))),
                    html.Span(state),
                    html.Span(STATE_MEANS[state], className="quiet"),
                ]
            )
            for state in STATES
        ],
        className="tallies work-tallies",
    )


def origin(kept: WorkList, checked: Recheck) -> html.Dl:
    """Where a list comes from, and against what it was checked."""
    same = " (the same: nothing has been refreshed since)" if checked.snapshot == kept.snapshot else ""
    return facts(
        [
            ("Covers", in_words(kept.selection)),
            ("Made", f"{kept.made_at[:10]}, by {kept.made_by}, from snapshot {kept.snapshot}"),
            ("Checked against", f"snapshot {checked.snapshot}{same}"),
        ]
    )


def kept_table(lists: Sequence[tuple[str, str, str, int]], filters: Filters) -> html.Div:
    """Every kept list, the newest first."""
    heads = [Head("List"), Head("Made"), Head("By"), Head("Records", number=True)]
    rows: list[list[Cell]] = [
        [link(html.Code(name), PATH, filters, list=name), at[:16].replace("T", " "), by, count_text(count)]
        for name, at, by, count in lists
    ]
    return number_table("Work lists that are kept", heads, rows, id="kept-lists")
