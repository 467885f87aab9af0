"""The rows of the cases grid, block by block as the reader scrolls or sorts."""

from collections.abc import Hashable, Mapping, Sequence

import pandas as pd
from dash import Input, Output, State
from dash.exceptions import PreventUpdate

from flightdeck.domain.codes import CodeLists
from flightdeck.domain.filters import Filters
from flightdeck.domain.populations import POPULATIONS
from flightdeck.services.access import Action, Actor
from flightdeck.web import ids
from flightdeck.web.address import query_of
from flightdeck.web.site import Site

Asked = Mapping[str, object]
Labels = Mapping[str, Mapping[str, str]]


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
    def rows(actor: Actor, asked: Asked | None, path: str, search: str | None) -> dict[str, object]:
        if asked is None:
            raise PreventUpdate
        query, kpi = query_of(search), path.rpartition("/")[2]
        cases = site.deck.cases(
            kpi,
            Filters.from_query(query),
            actor,
            part=query.get("part") or "numerator",
            purpose=query.get("purpose", ""),
        )
        labels = _labels(site.deck.definition(kpi).population, site.deck.code_lists)
        return {"rowData": block(cases.rows, asked, labels=labels), "rowCount": cases.count}


def block(rows: pd.DataFrame, asked: Asked, *, labels: Labels) -> list[dict[Hashable, object]]:
    """The rows from and to the numbers asked for, in the order asked for; codes by their labels, and what is missing is empty."""
    ordered = _sorted(rows, asked.get("sortModel"))
    part = ordered.iloc[int(str(asked["startRow"])) : int(str(asked["endRow"]))]
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


def _sorted(rows: pd.DataFrame, model: object) -> pd.DataFrame:
    wanted = [one for one in model if one["colId"] in rows.columns] if isinstance(model, Sequence) else []
    if not wanted:
        return rows
    return rows.sort_values(
        [one["colId"] for one in wanted], ascending=[one["sort"] == "asc" for one in wanted], kind="stable"
    )
