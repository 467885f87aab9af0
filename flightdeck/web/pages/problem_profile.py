"""The problem profile: what is known of the crimes of one scope, block by block, and as a dated document."""

from datetime import UTC, datetime

from dash import html

from flightdeck.domain.profile_terms import CLOSED, TITLE
from flightdeck.services.access import Action, may
from flightdeck.services.problem_profile_refresh import a_year_after
from flightdeck.web.components.profile_parts import (
    PATH,
    block_section,
    cannot_section,
    contents,
    register_form,
    ways_out,
)
from flightdeck.web.site import Children, Group, Page, View

ABOUT = (
    "A problem profile describes a kind of crime so that people can decide what to do about it: when it happens, where, to whom, and "
    "what has changed. It is one thing recommendation 11 asks for."
)

UNVERIFIED = (
    " Nobody here has seen a national text that says what a problem profile of rape must hold, nor which offence codes it covers: the "
    "blocks and the scope are a proposal."
)


def layout(view: View, **query: str) -> Children:  # noqa: ARG001  every page takes its query
    """The profile under the reader's filters, in the order a board asks."""
    profile = view.deck.problem_profile(view.filters, view.actor)
    closed = any(block.closed for block in profile.blocks)
    keeps = may(view.actor, Action.RECORD_DECISIONS)
    return [
        html.H1(TITLE),
        html.P(profile.sentence, className="lead-sentence"),
        html.P(ABOUT, className="quiet"),
        html.P([html.Span("Not verified", className="badge badge-proposed"), UNVERIFIED], className="quiet"),
        *([html.P(CLOSED, className="said", role="note")] if closed else []),
        ways_out(view.filters),
        *([register_form(a_year_after(datetime.now(UTC).date()).isoformat())] if keeps else []),
        contents(profile),
        html.Div(
            [block_section(block, view.filters) for block in profile.blocks], className="profile-blocks"
        ),
        cannot_section(profile),
    ]


PAGE = Page(
    PATH,
    "Problem profile",
    Action.SEE_FIGURES,
    layout,
    nav="Problem profile",
    group=Group.PROFILE,
    grouped=False,
)
