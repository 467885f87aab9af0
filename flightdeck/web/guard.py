"""The guard: one look at every request before anything answers it; what is not allowed is refused."""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote, urlsplit

from flask import Flask, Response, g, jsonify, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from flightdeck.errors import NotAllowedError, NotFoundError, ReaderError
from flightdeck.services.access import Action, Actor, may
from flightdeck.web.components.sign_out import SIGN_OUT
from flightdeck.web.index import nonce
from flightdeck.web.sign_on import SIGN_IN, DemoSignOn

PUBLIC = ("/healthz", SIGN_IN, SIGN_OUT)
ASSETS = "/assets/"
CALLBACK = "/_dash-update-component"
STATIC = (ASSETS, "/_dash-component-suites/")
LARGEST_REQUEST = 256 * 1024
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}
# Styles in attributes stay allowed: charts set them from script, and Dash's own style property is one.
CONTENT_SECURITY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'"
)


def stand_guard(server: Flask, sign_on: DemoSignOn, *, policy: Mapping[str, Action]) -> None:
    """Put the guard before every request and safe headers on every answer."""
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST

    @server.before_request
    def look() -> AnyResponse | None:
        refused = sign_on.refusal()
        if refused is not None:
            return refused
        if request.path in PUBLIC or _is_asset():
            return None
        actor = sign_on.actor()
        if actor is None:
            return _unknown_reader()
        g.actor = actor
        return _callback_refusal(actor, policy) if request.path == CALLBACK else None

    @server.errorhandler(ReaderError)
    def told(error: ReaderError) -> Response:
        """What no page has put into words: the reader's fault, never one of the server."""
        return _refused(str(error), code=_code(error))

    @server.after_request
    def dress(response: Response) -> Response:
        response.headers.update(HEADERS)
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY.format(nonce=nonce())
        if not request.path.startswith(STATIC):
            response.headers["Cache-Control"] = "no-store"
        return response


def _is_asset() -> bool:
    """Whether the address is answered by a file of ours, not by the page that answers every other address."""
    rule = request.url_rule.rule if request.url_rule else ""
    return request.path.startswith(ASSETS) and rule.startswith(ASSETS)


def _unknown_reader() -> AnyResponse:
    if request.method == "GET" and not request.path.startswith("/_"):
        wanted = request.full_path.rstrip("?")
        return redirect(f"{SIGN_IN}?next={quote(wanted, safe='')}")
    return _refused("Sign in first.", code=401)


def _callback_refusal(actor: Actor, policy: Mapping[str, Action]) -> AnyResponse | None:
    if request.method != "POST" or not request.is_json:
        return _refused("A callback is a POST of JSON.", code=415)
    if not _own_origin():
        return _refused("This call came from another site.", code=403)
    body = request.get_json(silent=True)
    sent = body if isinstance(body, dict) else {}
    action = policy.get(str(sent.get("output")))
    if action is None or not may(actor, action):
        return _refused("No such call is open to this reader.", code=403)
    if not all(_are_values(sent.get(name, [])) for name in ("inputs", "state")):
        return _refused("A callback names a component, a property and a value each.", code=400)
    return None


def _are_values(given: object) -> bool:
    return isinstance(given, list) and all(
        isinstance(one, dict) and {"id", "property"} <= one.keys() for one in given
    )


def _code(error: ReaderError) -> int:
    match error:
        case NotAllowedError():
            return HTTPStatus.FORBIDDEN
        case NotFoundError():
            return HTTPStatus.NOT_FOUND
        case _:
            return HTTPStatus.BAD_REQUEST


def _own_origin() -> bool:
    return (
        urlsplit(request.headers.get("Origin", "")).netloc == request.host
        and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    )


def _refused(text: str, *, code: int) -> Response:
    response = jsonify({"what": text})
    response.status_code = code
    return response
