"""The web application, put together: server, guard, sign-on, Dash, pages and callbacks."""

from http import HTTPStatus

from flask import Flask, jsonify, request
from flask import Response as FlaskResponse

from flightdeck.domain.filters import Filters
from flightdeck.errors import BrokenInvariantError, NotFoundError, ReaderError
from flightdeck.services.access import Action, Actor, Role
from flightdeck.services.application_store import application_file
from flightdeck.services.audit import AuditTrail
from flightdeck.services.flight_deck import FlightDeck
from flightdeck.services.keys import store_key
from flightdeck.services.sessions import Sessions
from flightdeck.settings import Settings
from flightdeck.web import router
from flightdeck.web.callbacks import REGISTER
from flightdeck.web.components.banners import SYNTHETIC
from flightdeck.web.guard import CALLBACK, stand_guard
from flightdeck.web.index import TEMPLATE, FlightDeckDash
from flightdeck.web.pages import PAGES
from flightdeck.web.shell import skeleton
from flightdeck.web.sign_on import DemoSignOn, Offer, check_host
from flightdeck.web.site import Site
from flightdeck.web.static import ASSETS, serve_static

HEALTH = "/healthz"


def create_app(*, deck: FlightDeck, settings: Settings, audit: AuditTrail) -> FlightDeckDash:
    """The flight deck as a Dash application, warm and ready to serve.

    Raises:
        ReaderError: when the sign-on setting is unknown, or the demonstration sign-on is asked to serve
            other machines.
    """
    server = Flask("flightdeck", static_folder=None)
    server.secret_key = _session_key(settings)
    sign_on = _sign_on(deck, settings)
    policy: dict[str, Action] = {}
    serve_static(server)
    stand_guard(server, sign_on, policy=policy)
    sign_on.serve(server)
    server.add_url_rule(HEALTH, "health", _health)
    dash = FlightDeckDash(
        "flightdeck",
        server=server,  # type: ignore[arg-type] # Dash takes a Flask application, its annotation says otherwise
        title="RASSO flight deck",
        update_title="",
        index_string=TEMPLATE,
        assets_folder=str(ASSETS),
        include_assets_files=False,
        suppress_callback_exceptions=True,
        enable_mcp=False,
    )
    dash.layout = skeleton()
    site = Site(dash, deck, audit, settings, PAGES, policy)
    router.register(site)
    for register in REGISTER:
        register(site)
    _note_adoption(server, deck)
    warm(dash)
    return dash


def warm(dash: FlightDeckDash) -> None:
    """Let Dash finish setting itself up before traffic: its first parallel requests would race (plotly/dash#3971).

    Raises:
        BrokenInvariantError: when the server does not answer.
    """
    with dash.server.test_client() as client:
        if client.get(HEALTH).status_code != 200:  # noqa: PLR2004  the HTTP code for "all is well"
            raise BrokenInvariantError(f"{HEALTH} does not answer")


def _sign_on(deck: FlightDeck, settings: Settings) -> DemoSignOn:
    if settings.sign_on != "demo":
        raise ReaderError.of(
            f'there is no sign-on "{settings.sign_on}"',
            where="FLIGHTDECK_SIGN_ON",
            remedy='Use "demo".',
        )
    check_host(settings.host)  # before anything is written
    sessions = Sessions(application_file(settings.store))
    return DemoSignOn(host=settings.host, offer=lambda: _offer(deck), sessions=sessions)


def _offer(deck: FlightDeck) -> Offer:
    """What the sign-in page says before anybody has signed in; without a snapshot there are no areas to choose."""
    synthetic = any(banner.kind == SYNTHETIC for banner in deck.banner())
    try:
        areas = deck.options(Actor("sign-in page", Role.BOARD_MEMBER), Filters()).areas
    except NotFoundError:
        areas = ()
    return Offer(areas=areas, synthetic=synthetic)


def _session_key(settings: Settings) -> str:
    key = settings.secret_key
    return store_key(settings.store, "session") if key is None else key.get_secret_value()


def _note_adoption(server: Flask, deck: FlightDeck) -> None:
    """After every answer, let the deck write down what has changed of its definitions; mostly nothing has."""

    @server.after_request
    def noted(response: FlaskResponse) -> FlaskResponse:
        if request.path == CALLBACK and response.status_code == HTTPStatus.OK:
            deck.note_adoption()
        return response


def _health() -> FlaskResponse:
    return jsonify({"status": "ok"})
