"""Demonstration sign-on: the reader picks a role; it serves nobody beyond this machine.

It proves nothing about who is there, so it refuses every address that is not loopback, at the start and
on every request. A real sign-on takes its place with the same two questions: who is it, and is it refused.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from secrets import token_urlsafe

from flask import Flask, Response, redirect, render_template_string, request, session
from werkzeug.wrappers import Response as AnyResponse

from flightdeck.errors import ReaderError
from flightdeck.services.access import OF_AREAS, ROLE_TITLES, Actor, Role
from flightdeck.services.sessions import LONGEST, Sessions
from flightdeck.web.components.banners import SYNTHETIC_TEXT
from flightdeck.web.components.sign_out import SIGN_OUT, TOKEN
from flightdeck.web.sign_in_page import PAGE, ROLE_NOTES
from flightdeck.web.static import ICON, address, style_links

SIGN_IN = "/sign-in"
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via")
COOKIE = {
    "SESSION_COOKIE_NAME": "flightdeck",
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "PERMANENT_SESSION_LIFETIME": LONGEST,
}
_ONLY_HERE = (
    "The demonstration sign-on proves nothing about who is there, so it serves this machine only: "
    "open http://127.0.0.1 on the machine itself, without a proxy."
)


@dataclass(frozen=True, slots=True)
class Offer:
    """What the sign-in page offers and says."""

    areas: tuple[str, ...]  # from which an area commander chooses
    synthetic: bool


class DemoSignOn:
    """Who is asking, by the role they picked."""

    def __init__(self, *, host: str, offer: Callable[[], Offer], sessions: Sessions) -> None:
        """Refuse at once to serve an address that other machines can reach.

        Raises:
            ReaderError: when the host setting is not loopback.
        """
        check_host(host)
        self._offer = offer
        self._sessions = sessions

    def serve(self, server: Flask) -> None:
        """Add the sign-in page and the way out to the server."""
        server.config.update(COOKIE)
        server.add_url_rule(SIGN_IN, "sign_in", self._page, methods=["GET"])
        server.add_url_rule(SIGN_IN, "signed_in", self._enter, methods=["POST"])
        # A link signs nobody out: it leads to the deck.
        server.add_url_rule(SIGN_OUT, "stay", lambda: redirect("/"), methods=["GET"])
        server.add_url_rule(SIGN_OUT, "sign_out", self._leave, methods=["POST"])

    def actor(self) -> Actor | None:
        """The signed-in reader; the role is read again on every request."""
        role, areas = str(session.get("role", "")), session.get("areas", [])
        if role not in Role.__members__.values() or not self._sessions.stands(str(session.get("id", ""))):
            return None
        return Actor(ROLE_TITLES[Role(role)], Role(role), tuple(areas))

    def refusal(self) -> Response | None:
        """The refusal of a request that did not start on this machine."""
        forwarded = any(name in request.headers for name in FORWARDED)
        if (
            forwarded
            or not is_loopback(request.remote_addr or "")
            or not is_loopback(_host_name(request.host))
        ):
            return Response(_ONLY_HERE, status=403, mimetype="text/plain")
        return None

    def _page(self, fault: str = "", code: int = 200) -> tuple[str, int]:
        session.setdefault(TOKEN, token_urlsafe(24))
        offer = self._offer()
        page = render_template_string(
            PAGE,
            styles=style_links(),
            icon=address(ICON),
            token=session[TOKEN],
            fault=fault,
            areas=offer.areas,
            synthetic=SYNTHETIC_TEXT if offer.synthetic else "",
            roles=[(role.value, ROLE_TITLES[role], ROLE_NOTES[role]) for role in Role],
            next=local(request.values.get("next", "/")),
        )
        return page, code

    def _enter(self) -> AnyResponse | tuple[str, int]:
        if not _token_is_ours(request.form.get(TOKEN, "")):
            return self._page("This form had expired. Choose again.", 400)
        role, areas = request.form.get("role", ""), request.form.getlist("areas")
        if role not in Role.__members__.values():
            return self._page("Choose a role.", 400)
        if role in OF_AREAS and not (areas and set(areas) <= set(self._offer().areas)):
            return self._page(f"{_with_article(Role(role))} chooses at least one area.", 400)
        session.clear()
        session.permanent = True
        session["id"] = self._sessions.begin()
        session[TOKEN] = token_urlsafe(24)
        session["role"] = role
        session["areas"] = areas if role in OF_AREAS else []
        return redirect(local(request.form.get("next", "/")), code=303)

    def _leave(self) -> AnyResponse | tuple[str, int]:
        if self.actor() is None:
            return redirect(SIGN_IN, code=303)
        if not _token_is_ours(request.form.get(TOKEN, "")):
            return self._page(
                "You are still signed in: that form had expired. Go back, and sign out there.", 400
            )
        self._sessions.end(session["id"])
        session.clear()
        return redirect(SIGN_IN, code=303)


def check_host(host: str) -> None:
    """Refuse to serve an address that other machines can reach.

    Raises:
        ReaderError: when the host is not loopback.
    """
    if not is_loopback(host):
        raise ReaderError.of(
            f'the demonstration sign-on does not serve "{host}"',
            where="FLIGHTDECK_HOST",
            remedy="Set the host to 127.0.0.1, or connect the force's own sign-on.",
        )


def is_loopback(host: str) -> bool:
    """Whether a host name or address can only be this machine.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def local(target: str) -> str:
    """Where to go after signing in: an address of ours, or the deck.

    >>> local("/kpi/charged?area=West"), local("//elsewhere.example"), local("https://elsewhere.example")
    ('/kpi/charged?area=West', '/', '/')
    """
    plain = target.isprintable() and "\\" not in target
    return target if plain and target.startswith("/") and not target.startswith("//") else "/"


def _host_name(host: str) -> str:
    """The name of a Host header without its port; an IPv6 address loses its brackets."""
    return host.partition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]


def _with_article(role: Role) -> str:
    """A role with the article that begins a sentence.

    >>> _with_article(Role.AREA_COMMANDER), _with_article(Role.SUPERVISOR)
    ('An area commander', 'A supervisor')
    """
    title = ROLE_TITLES[role].lower()
    return f"{'An' if title[0] in 'aeiou' else 'A'} {title}"


def _token_is_ours(given: str) -> bool:
    kept = str(session.get(TOKEN, ""))
    return bool(kept) and hmac.compare_digest(given.encode(), kept.encode())
