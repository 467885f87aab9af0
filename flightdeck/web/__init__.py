"""The faces on the web: a shell, a router and pages.

**Add a page.** Write `flightdeck/web/pages/NAME.py` with a function and a `PAGE`, and add `NAME.PAGE` to `PAGES` in
`pages/__init__.py` (its order is the order within each place of the bar)::

    def layout(view: View, **query: str) -> Children:
        result = view.deck.result(query["kpi"], view.filters, view.actor)
        return [html.H1(result.title), ...]

    PAGE = Page(path="/kpi/<kpi>", title="KPI", action=Action.SEE_FIGURES, layout=layout)

`View` holds deck, actor, filters and path. Parts of the path (`<kpi>`) and every pair of the query come as text keywords;
take `**query` so that a stray pair does no harm. The router has already let the reader through (`services.access`), written
the audit trail, read the filters and refused wrong ones. Raise `ReaderError`, `NotFoundError` or `NotAllowedError`: it becomes
a page that says what, where and the remedy. The content starts with one `html.H1`; the shell is the `<main>`.
`Page(group=Group.BOARDS)` marks its place in the bar while it is read; with `nav="Name"` it stands in the menu of that place
too (`site.Group` has the places; one that holds a single page is a link). `ways` are for a page that is several there.
`filtered=False` leaves the filter bar out.

**Link.** `components.links.link(children, path, filters, **pairs)` keeps the filters; for /cases it loads the page afresh,
because only pages under /cases carry AG Grid. `web.address.href` gives the bare address.

**Chart.** `charts.graph.graph(...)` with a `components.number_table.number_table(...)` of the same numbers beside it. plotly.js
loads by itself where a graph stands, and nowhere else.

**Callback.** Write `flightdeck/web/callbacks/NAME.py` with `register(site)`, add it to `REGISTER` in `callbacks/__init__.py`::

    @site.callback(Output(ids.X, "children"), Input(ids.Y, "value"), action=Action.SEE_CASES, subject="cases")
    def listed(actor: Actor, value: str) -> Component: ...

Only callbacks registered so are let through by the guard. Ids live in `ids.py`.

**Style.** Colours, sizes and spaces are tokens in `assets/tokens.css`; rules live in the layer file they belong to.
"""

from flightdeck.web.application import create_app

__all__ = ["create_app"]
