"""The rows of the cases grid, block by block as the reader scrolls or sorts."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import pandas as pd
from dash import Input, Output, State
from dash.exceptions import PreventUpdate

from flightdeck.domain.codes import CodeLists
from flightdeck.domain.filters import Filters
from flightdeck.domain.populations import POPULATIONS
from flightdeck.errors import ReaderError
from flightdeck.services.access import Action, Actor
from flightdeck.services.drill import PARTS
from flightdeck.web import ids
from flightdeck.web.address import query_of
from flightdeck.web.pages.cases import PAGE
from flightdeck.web.router import find
from flightdeck.web.site import Site, text_of

Labels = Mapping[str, Mapping[str, str]]

LARGEST_BLOCK = 500  # rows of one answer; the grid itself asks for fewer
ORDERS = ("asc", "desc")


@dataclass(frozen=True, slots=True)
class Asked:
    """The rows a grid asks for: from and to their numbers, and the columns they are ordered by."""

    start: int
    end: int
    order: tuple[tuple[str, bool], ...] = ()  # column, whether ascending


def register(site: Site) -> None:
    """Register the grid's question for rows; the address says which figure, part and purpose."""

    @site.callback(
        Output(ids.CASES, "getRowsResponse"),
        Input(ids.CASES, "getRowsRequest"),
        State(ids.LOCATION, "pathname"),
        State(ids.LOCATION, "search"),
        action=Action.SEE_CASES,
        subject="cases",
    )
    def rows(actor: Actor, request: object, path: object, search: object) -> dict[str, object]:
        if request is None:
            raise PreventUpdate
        asked, query = asked_of(request), query_of(text_of(search))
        kpi = find((PAGE,), text_of(path))[1]["kpi"]
        filters, part = Filters.from_query(query), query.get("part") or PARTS[0]
        purpose = query.get("purpose", "")
        cases = site.deck.cases(kpi, filters, actor, part=part, purpose=purpose)
        definition = site.deck.definition(kpi)
        shown = block(cases.rows, asked, labels=_labels(definition.population, site.deck.code_lists))
        detail = {**filters.to_pairs(), "part": part, "purpose": purpose, "first": str(asked.start + 1)}
        site.audit.record(actor, "show_case_rows", definition.id, detail, len(shown))
        return {"rowData": shown, "rowCount": cases.count}


def asked_of(request: object) -> Asked:
    """What a grid asks for.

    Raises:
        ReaderError: for what no grid of ours sends, or for more rows than one answer holds.
    """
    if not isinstance(request, Mapping):
        raise _not_asked("this is no question for rows")
    start, end, order = request.get("startRow"), request.get("endRow"), request.get("sortModel") or []
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise _not_asked("the rows asked for have no first and last number")
    if end - start > LARGEST_BLOCK:
        raise _not_asked(f"{end - start:,} rows are asked for at once, and {LARGEST_BLOCK} is the most")
    if not isinstance(order, list) or not all(_is_order(one) for one in order):
        raise _not_asked("the order of the rows cannot be read")
    return Asked(start, end, tuple((one["colId"], one["sort"] == ORDERS[0]) for one in order))


def _is_order(one: object) -> bool:
    return isinstance(one, Mapping) and isinstance(one.get("colId"), str) and one.get("sort") in ORDERS


def _not_asked(what: str) -> ReaderError:
    return ReaderError.of(what, where="cases", remedy="Open the list of cases again from its figure.")


def block(rows: pd.DataFrame, asked: Asked, *, labels: Labels) -> list[dict[Hashable, object]]:
    """The rows from and to the numbers asked for, in the order asked for; codes by their labels, and what is missing is empty."""
    part = _sorted(rows, asked.order).iloc[asked.start : asked.end]
    said = part.assign(
        **{
            name: part[name].map(lambda code, of=of: of.get(code, code))
            for name, of in labels.items()
            if name in part
        }
    )
    return said.astype(object).where(said.notna(), None).to_dict("records")


def _labels(population: str, code_lists: CodeLists) -> Labels:
    """The labels of every coded column of a population."""
    coded = {column.name: column.codes or "" for column in POPULATIONS[population].columns.values()}
    return {name: code_lists[codes].labels() for name, codes in coded.items() if codes in code_lists}


def _sorted(rows: pd.DataFrame, order: tuple[tuple[str, bool], ...]) -> pd.DataFrame:
    wanted = dict(one for one in order if one[0] in rows.columns)
    if not wanted:
        return rows
    return rows.sort_values(list(wanted), ascending=list(wanted.values()), kind="stable")
