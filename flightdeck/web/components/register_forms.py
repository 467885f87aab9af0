"""The forms of the boards' registers: native controls, a line of text at most, and no place for a name or a case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import dash_bootstrap_components as dbc
from dash import html

from flightdeck.domain.annotation_wording import CHANGE_WORDS
from flightdeck.domain.definition import PILLAR_TITLES
from flightdeck.domain.register_line import LONGEST_TEXT
from flightdeck.domain.register_wording import (
    BOARD_WORDS,
    CHOICE_WORDS,
    CLAIM_WORDS,
    MEETING_WORDS,
    NO_NAMES,
    PRODUCT_WORDS,
    field_words,
)
from flightdeck.web import ids
from flightdeck.web.components.aria import aria

Choices = tuple[tuple[str, str], ...]  # value, label
Offered = Mapping[str, Choices]  # by the field that chooses among them
LAST_DAY = "9999-12-31"  # keeps a browser from taking a year of five digits
YES_NO: Choices = (("false", "No"), ("true", "Yes"))
NOTHING: Offered = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Field:
    """One control of a form."""

    name: str
    control: Literal["text", "date", "choice", "several"] = "text"
    choices: Choices = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one kind of record; every form ends with why."""

    kind: str
    title: str
    button: str
    fields: tuple[Field, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The fields in their order, and why."""
        return (*(one.name for one in self.fields), "why")


_BOARD = Field("board", "choice", tuple((board.value, words) for board, words in BOARD_WORDS.items()))
_NO_BOARD = Field("board", "choice", _BOARD.choices, optional=True)

FORMS = {
    form.kind: form
    for form in (
        Form(
            "position",
            "Record where the force stands",
            "Record the position",
            (
                Field("claim", "choice", tuple((claim.value, words) for claim, words in CLAIM_WORDS.items())),
                Field("owner"),
                Field("on", "date"),
            ),
        ),
        Form(
            "evidence",
            "Lodge evidence",
            "Lodge the evidence",
            (
                Field("form", "choice", (("document", "Document"), ("decision", "Decision"))),
                Field("title"),
                Field("reference"),
                Field("dated_on", "date"),
                Field("review_on", "date"),
                _NO_BOARD,
            ),
        ),
        Form(
            "withdrawal", "Withdraw evidence", "Withdraw it", (Field("evidence"), Field("on", "date"))
        ),
        Form(
            "barrier",
            "Record what was done about a barrier",
            "Record it",
            (
                Field("barrier", "choice"),
                Field("owner"),
                _NO_BOARD,
                Field("raised_on", "date", optional=True),
                Field("decision", optional=True),
                Field("decided_on", "date", optional=True),
                Field("review_on", "date", optional=True),
            ),
        ),
        Form(
            "meeting",
            "Record a meeting",
            "Record the meeting",
            (
                _BOARD,
                Field("scheduled_on", "date"),
                Field("state", "choice", tuple((state.value, words) for state, words in MEETING_WORDS.items())),
                Field("reviewed", "choice", YES_NO),
                Field("decisions", optional=True),
            ),
        ),
        Form(
            "product",
            "Record how far a product has come",
            "Record the state",
            (
                Field("product"),
                Field("state", "choice", tuple((state.value, words) for state, words in PRODUCT_WORDS.items())),
                Field("on", "date"),
            ),
        ),
        Form(
            "profile",
            "Record a refresh of the problem profile",
            "Record the refresh",
            (Field("document"), Field("refreshed_on", "date"), Field("next_due_on", "date")),
        ),
        Form(
            "event",
            "Name an event",
            "Record the event",
            (
                Field("title"),
                Field("happened_on", "date"),
                Field("change", "choice", tuple((change.value, words) for change, words in CHANGE_WORDS.items())),
                Field("kpis", "several", optional=True),
                Field("pillar", "choice", tuple((one.value, words) for one, words in PILLAR_TITLES.items()), optional=True),
                Field("areas", "several", optional=True),
                Field("may_rebase", "choice", YES_NO),
            ),
        ),
        Form(
            "event_withdrawal", "Withdraw an event", "Withdraw it", (Field("event"), Field("on", "date"))
        ),
        Form(
            "adoption",
            "Record what a board decided of a KPI",
            "Record the decision",
            (
                Field("kpi", "choice"),
                Field("choice", "choice", tuple((choice.value, words) for choice, words in CHOICE_WORDS.items())),
                _BOARD,
                Field("decided_on", "date"),
            ),
        ),
    )
}  # fmt: skip


def register_form(kind: str, *, offered: Offered = NOTHING) -> html.Details:
    """The form of one kind of record, folded; what is `offered` fills the controls that have no choices of their own."""
    form = FORMS[kind]
    return html.Details(
        [
            html.Summary(form.title),
            html.P(
                f"{NO_NAMES} A text is one line of at most {LONGEST_TEXT} characters. Nothing is overwritten: what stood before stays in the history.",
                className="quiet",
            ),
            html.Div(
                [
                    *(_control(kind, one, one.choices or offered.get(one.name, ())) for one in form.fields),
                    _control(kind, Field("why"), ()),
                    html.Button(
                        form.button, id=ids.register_id(kind, "save"), type="button", className="button"
                    ),
                ],
                className="register-form",
                role="group",
                **aria(label=form.title),
            ),
            html.Div(id=ids.register_id(kind, "said"), role="status", className="register-said"),
        ],
        id=f"register-{kind}",
        className="register-fold",
    )


def _control(kind: str, field: Field, choices: Choices) -> html.Div:
    name = ids.register_id(kind, field.name)
    words = field_words(field.name) + (" (optional)" if field.optional else "")
    if field.control == "several":
        return _several(name, words, choices)
    return html.Div(
        [html.Label(words, htmlFor=name), _native(name, field, choices)],
        className=f"register-field register-field-{field.control}",
    )


def _several(name: str, words: str, choices: Choices) -> html.Div:
    """Boxes to tick, folded, so that the keyboard passes a long list in one step."""
    return html.Div(
        html.Details(
            [
                html.Summary(words),
                html.Div(
                    dbc.Checklist(id=name, options=_options(choices), value=[]),
                    className="register-choices",
                    role="group",
                    **aria(label=words),
                ),
            ]
        ),
        className="register-field register-field-several",
    )


def _native(name: str, field: Field, choices: Choices) -> dbc.Select | dbc.Input:
    if field.control == "choice":
        return dbc.Select(id=name, options=_options(choices), placeholder="Choose")
    if field.control == "date":
        return dbc.Input(id=name, type="date", value="", max=LAST_DAY)
    return dbc.Input(id=name, type="text", value="", maxlength=LONGEST_TEXT, autocomplete="off")


def _options(choices: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"value": value, "label": label} for value, label in choices]
