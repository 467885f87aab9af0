"""The way out: a form with the token of its session, so that no link and no other site can sign a reader out."""

from dash import html
from flask import session

SIGN_OUT = "/sign-out"
TOKEN = "token"  # noqa: S105  the name of a field, not a secret


def sign_out() -> html.Form:
    """The button that ends the session of whoever is asking."""
    button = html.Button("Sign out", type="submit", name=TOKEN, value=str(session.get(TOKEN, "")))
    return html.Form(button, action=SIGN_OUT, method="post")
