"""Data quality: what came in, which rules were broken, and what the source cannot give."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from flightdeck.errors import ReaderError
from flightdeck.services.access import Action, may
from flightdeck.services.quality import Quality
from flightdeck.web.address import href
from flightdeck.web.components.check_parts import checks_table, rules_table
from flightdeck.web.components.parts import present, section, switch
from flightdeck.web.components.quality_parts import (
    absent_table,
    frames_table,
    in_words,
    manifest_facts,
    set_aside_table,
)
from flightdeck.web.site import Children, Group, Page, View

PATH = "/data-quality"
PAGE_SIZE = 100  # rows a steward can read in one go, and a browser can draw at once
NEVER_LOST = "No row is lost: what cannot be trusted is set aside with the rule it broke, and counted."
CHECKED = "A check judges rows that were kept and sets nothing aside; its count is followed from snapshot to snapshot."
SET_ASIDE = "Rows that broke a rule on the way in. They are in no figure until the record is put right."
CANNOT = "A KPI that needs one of these says “not computable”: never zero, never blank."
TRACED = "Every figure of the flight deck names its snapshot; this is what that snapshot is."


def layout(view: View, **query: str) -> Children:
    """The quality of the snapshot the reader looks at."""
    quality = view.deck.quality(view.filters, view.actor)
    return [
        html.H1("Data quality"),
        html.P(in_words(quality), className="lead-sentence"),
        section("Rows in and rows kept", NEVER_LOST, frames_table(quality.frames), id="rows"),
        section("Checks", CHECKED, checks_table(quality.checks), id="checks-section"),
        _set_aside(view, quality, query),
        section(
            "What the source cannot give",
            CANNOT,
            absent_table(quality.absent, view.filters),
            _caveats(quality),
            id="cannot",
        ),
        section("The snapshot", TRACED, manifest_facts(quality), id="snapshot"),
    ]


def _caveats(quality: Quality) -> Component | None:
    return (
        html.Ul([html.Li(text) for text in quality.caveats], className="caveats") if quality.caveats else None
    )


def _set_aside(view: View, quality: Quality, query: Mapping[str, str]) -> html.Section:
    lists = may(view.actor, Action.SEE_QUARANTINE)
    return section(
        "Rows set aside",
        SET_ASIDE,
        rules_table(quality.quarantine),
        *(_listed(view, query) if lists else ()),
        id="aside",
    )


def _listed(view: View, query: Mapping[str, str]) -> list[Component]:
    """The rows themselves, a page at a time, for a data steward; each look is in the audit trail."""
    rows = view.deck.quarantine(view.filters, view.actor)
    last = max(1, -(-len(rows) // PAGE_SIZE))
    page = _page(query, last=last)
    view.audit.record(
        view.actor,
        Action.SEE_QUARANTINE.value,
        PATH,
        {**view.filters.to_pairs(), "page": str(page)},
        len(rows),
    )
    ways = [(str(one), href(PATH, view.filters, page=str(one)), one == page) for one in range(1, last + 1)]
    return present(
        set_aside_table(rows, page=page, size=PAGE_SIZE), switch("Page", ways) if last > 1 else None
    )


def _page(query: Mapping[str, str], *, last: int) -> int:
    text = query.get("page") or "1"
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= last:
        raise ReaderError.of(
            f'there is no page "{text}"', where="address", remedy=f"The pages are 1 to {last}."
        )
    return int(text)


PAGE = Page(
    PATH, "Data quality", Action.SEE_DATA_QUALITY, layout, nav="Data quality", group=Group.DATA, grouped=False
)
