"""The shell: what stands around every page."""

from dash import dcc, html
from dash.development.base_component import Component

from flightdeck.domain.filters import Filters
from flightdeck.domain.wording import day_text, looking_at
from flightdeck.services.access import ROLE_TITLES, Actor
from flightdeck.services.offered import About, Options
from flightdeck.statistics.suppression import Audience
from flightdeck.web import ids
from flightdeck.web.components.aria import aria
from flightdeck.web.components.banners import banner_list
from flightdeck.web.components.filter_bar import filter_bar
from flightdeck.web.components.links import link
from flightdeck.web.components.navigation import navigation, places
from flightdeck.web.components.search import search_field
from flightdeck.web.components.sign_out import sign_out
from flightdeck.web.site import Children, Page, Site, View

_AUDIENCE_WORDS = {
    Audience.ANALYST: "You see counts as they are. Small ones must not leave this screen.",
    Audience.BOARD_INTERNAL: "Small counts are hidden so that nobody can be recognised.",
    Audience.PUBLISH: "Small counts are hidden and the rest rounded, for publication.",
}

_TROUBLE = "This could not be shown: the server failed or does not answer. Reload, or tell whoever looks after the flight deck."


def skeleton() -> html.Div:
    """What is on the screen before the first page arrives; the router fills it."""
    return html.Div(
        [
            dcc.Location(id=ids.LOCATION, refresh="callback-nav"),
            dcc.Store(id=ids.TITLE),
            html.Div(id=ids.ANNOUNCED, className="visually-hidden", role="status"),
            html.P(_TROUBLE, id=ids.TROUBLE, role="alert", hidden=True, className="banner"),
            html.Div(html.P("Loading the flight deck…", className="loading"), id=ids.PAGE),
        ]
    )


def frame(site: Site, view: View, *, page: Page, options: Options, content: Children) -> html.Div:
    """A page in its shell: bar, banners, filters, what it shows in words, the content and its footing."""
    if not page.of_snapshot:
        return _shell(_bar(site, view, page), _main(content))
    snapshot = site.deck.snapshot(view.filters)
    seen = looking_at(view.filters, areas=view.actor.areas, grouped=page.grouped)
    looking = f"{seen} · as known on {day_text(snapshot.as_at)}"
    bar = filter_bar(view, options, looking=looking, grouped=page.grouped) if page.filtered else None
    return _shell(
        _sheet_head(snapshot),
        _bar(site, view, page),
        banner_list(site.deck.banner(view.actor), synthetic=snapshot.synthetic),
        _main(bar, content),
        _foot(view.actor, snapshot),
    )


def bare(site: Site, actor: Actor, content: Children) -> html.Div:
    """A page in its shell without filters, for what cannot be shown."""
    return _shell(
        _bar(site, View(site.deck, actor, Filters(), "", site.audit), None),
        banner_list(site.deck.banner(actor), synthetic=False),
        _main(content),
    )


def _shell(*parts: Component | None) -> html.Div:
    return html.Div(
        [html.A("Skip to the content", href=f"#{ids.CONTENT}", className="skip"), *parts], className="shell"
    )


def _main(*parts: Children | None) -> html.Main:
    return html.Main([html.Div(part) for part in parts if part is not None], id=ids.CONTENT, tabIndex=-1)


def _sheet_head(snapshot: About) -> html.Div:
    """What stands at the head of every printed sheet, so that no sheet is read without it."""
    label = html.Strong("SYNTHETIC · ") if snapshot.synthetic else None
    known = f"As known on {day_text(snapshot.as_at)} · snapshot {snapshot.id}"
    return html.Div([label, known], className="sheet-head", **aria(hidden="true"))


def _bar(site: Site, view: View, page: Page | None) -> html.Header:
    shown = places(site.pages, view.actor, here=page, path=view.path)
    parts = [
        link([_mark(), html.Span("RASSO flight deck")], "/", view.filters, look="product"),
        search_field(view.filters),
        _reader(view.actor),
        *navigation(shown, view.filters),
    ]
    return html.Header(html.Div(parts, className="bar-inner"), className="bar")


def _mark() -> html.Span:
    return html.Span(className="mark", **aria(hidden="true"))


def _reader(actor: Actor) -> html.Div:
    areas = f" · {', '.join(actor.areas)}" if actor.areas else ""
    return html.Div([html.Span(ROLE_TITLES[actor.role] + areas), sign_out()], className="reader")


def _foot(actor: Actor, snapshot: About) -> html.Footer:
    return html.Footer(
        [
            html.P(
                [
                    "As known on ",
                    html.Strong(day_text(snapshot.as_at)),
                    f" · snapshot {snapshot.id} · {snapshot.mapping_title}",
                ]
            ),
            html.P(_AUDIENCE_WORDS[actor.audience]),
        ],
        className="foot",
    )
