"""Every callback goes through the one door."""

from types import SimpleNamespace

import pytest
from dash import Dash, Input, Output
from flask import Flask, g

from flightdeck.errors import NotAllowedError, ReaderError
from flightdeck.services.access import Action, Actor, Role
from flightdeck.web.site import Site, text_of
from tests.fakes import FakeAudit

ANALYST = Actor("Analyst", Role.ANALYST)
BOARD = Actor("Board member", Role.BOARD_MEMBER)


@pytest.fixture
def site():
    return Site(Dash("a site", server=Flask("a site")), SimpleNamespace(), FakeAudit(), SimpleNamespace(), ())


def test_a_reader_who_may_passes_and_is_recorded_once(site):
    site.admit(ANALYST, Action.SEE_CASES, subject="cases")
    assert site.audit.events == [("analyst", "see_cases", "cases")]


def test_a_reader_who_may_not_is_refused_and_recorded_once(site):
    with pytest.raises(NotAllowedError, match="Board member may not see cases"):
        site.admit(BOARD, Action.SEE_CASES, subject="cases")
    assert site.audit.events == [("board_member", "refused see_cases", "cases")]


def test_a_callback_gets_the_reader_and_stands_in_the_policy(site):
    @site.callback(
        Output("rows", "children"), Input("page", "value"), action=Action.SEE_CASES, subject="cases"
    )
    def rows(actor, value):
        return f"{actor.role} {value}"

    assert site.policy == {"rows.children": Action.SEE_CASES}
    with site.dash.server.test_request_context():
        g.actor = ANALYST
        assert rows(ANALYST, 1) == "analyst 1"


@pytest.mark.parametrize("value", [1, 1.5, True, [], ["x"], {}, "half a character \ud800"])
def test_what_no_browser_sends_as_text_is_refused_in_words(value):
    with pytest.raises(ReaderError, match="this is no address"):
        text_of(value)


def test_text_stays_as_it_was_sent():
    assert (text_of(None), text_of(""), text_of("Ŵ <b>"), text_of("\U0001f600")) == (
        "",
        "",
        "Ŵ <b>",
        "\U0001f600",
    )
