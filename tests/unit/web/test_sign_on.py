"""The demonstration sign-on serves this machine and nobody else."""

import pytest

from flightdeck.errors import ReaderError
from flightdeck.services.access import Role
from flightdeck.web import create_app
from tests.fakes import FakeAudit, FakeDeck, settings
from tests.unit.web.conftest import Served, ask, token, way_out, words


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "flightdeck.example", ""])
def test_it_does_not_start_on_an_address_others_can_reach(host):
    with pytest.raises(ReaderError, match="does not serve"):
        create_app(deck=FakeDeck(), settings=settings(host=host), audit=FakeAudit())


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "localhost", "::1"])
def test_it_starts_on_this_machine(host):
    create_app(deck=FakeDeck(), settings=settings(host=host), audit=FakeAudit())


def test_an_unknown_sign_on_does_not_start():
    with pytest.raises(ReaderError, match='no sign-on "saml"'):
        create_app(deck=FakeDeck(), settings=settings(sign_on="saml"), audit=FakeAudit())


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"X-Forwarded-Host": "localhost"},
        {"Host": "flightdeck.example"},
        {"Host": "192.0.2.7:8050"},
        {"Host": "localhost.example"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/sign-in", "/healthz", "/assets/tokens.css"])
def test_every_request_through_a_proxy_or_under_another_name_is_refused(shared, path, headers):
    answer = shared.reader().get(path, headers=headers)
    assert answer.status_code == 403
    assert "serves this machine only" in answer.text


def test_a_request_from_another_machine_is_refused(shared):
    answer = shared.anybody().get("/healthz", environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    assert answer.status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8050", "localhost:8050", "LOCALHOST:8050", "[::1]:8050"])
def test_this_machine_is_served_under_each_of_its_names(shared, host):
    assert shared.anybody().get("/healthz", headers={"Host": host}).status_code == 200


def test_the_page_offers_the_five_roles_and_the_areas(shared):
    page = shared.anybody().get("/sign-in").text
    assert [role for role in Role if f'value="{role.value}"' in page] == list(Role)
    assert all(f'value="{area}"' in page for area in ("Eastern", "Southern", "Western"))


def test_a_form_without_the_token_of_its_session_signs_nobody_in(shared):
    client = shared.anybody()
    answer = client.post("/sign-in", data={"token": token(shared.anybody()), "role": "analyst"})
    assert answer.status_code == 400
    assert client.get("/").status_code == 302


def test_a_form_that_comes_without_a_session_signs_nobody_in(shared):
    assert shared.anybody().post("/sign-in", data={"token": "-", "role": "analyst"}).status_code == 400


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"role": "chief"}, "Choose a role."),
        ({}, "Choose a role."),
        ({"role": "area_commander"}, "at least one area"),
        ({"role": "area_commander", "areas": ["Atlantis"]}, "at least one area"),
    ],
)
def test_a_form_that_says_no_role_or_area_is_given_back_with_the_remedy(shared, form, says):
    client = shared.anybody()
    answer = client.post("/sign-in", data={"token": token(client), **form})
    assert answer.status_code == 400
    assert says in answer.text


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/kpi/charged?area=West", "/kpi/charged?area=West"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/\nSet-Cookie: a=b", "/"),
    ],
)
def test_signing_in_leads_only_to_pages_of_ours(shared, asked, led):
    client = shared.anybody()
    answer = client.post("/sign-in", data={"token": token(client), "role": "analyst", "next": asked})
    assert (answer.status_code, answer.headers["Location"]) == (303, led)


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(shared):
    client = shared.anybody()
    cookie = client.post("/sign-in", data={"token": token(client), "role": "analyst"}).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_an_area_commander_is_told_which_areas_are_theirs(shared):
    assert "Area commander · Southern" in words(ask(shared.reader(Role.AREA_COMMANDER, "Southern")))


def test_areas_bind_nobody_but_an_area_commander(shared):
    assert "Southern" not in words(ask(shared.reader(Role.ANALYST, "Southern"))).partition("Sign out")[0]


def test_the_page_says_synthetic_where_the_data_is(served):
    assert "SYNTHETIC" in served.anybody().get("/sign-in").text
    served.deck.synthetic = False
    assert "SYNTHETIC" not in served.anybody().get("/sign-in").text


def test_a_reader_can_sign_in_before_there_is_a_snapshot_and_is_told(served):
    served.deck.empty = True
    assert "Areas of an area commander" not in served.anybody().get("/sign-in").text
    assert "There is no snapshot yet" in words(ask(served.reader()))


def test_signing_out_ends_the_session(shared):
    client = shared.reader()
    assert client.get("/").status_code == 200
    assert client.post("/sign-out", data=way_out(client)).status_code == 303
    assert client.get("/").status_code == 302


def test_no_link_signs_a_reader_out(shared):
    client = shared.reader()
    assert client.get("/sign-out").headers["Location"] == "/"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("data", [{}, {"token": ""}, {"token": "of another session"}])
def test_a_form_without_the_token_of_its_session_signs_nobody_out(shared, data):
    client = shared.reader()
    answer = client.post("/sign-out", data=data)
    assert (answer.status_code, "You are still signed in" in answer.text) == (400, True)
    assert client.get("/").status_code == 200


def test_a_cookie_of_a_session_that_was_signed_out_is_refused_by_every_process(shared):
    client, others = shared.reader(), Served()
    cookie = client.get_cookie("flightdeck").value
    later, elsewhere = shared.anybody(), others.anybody()
    for one in (later, elsewhere):
        one.set_cookie("flightdeck", cookie)
        assert one.get("/").status_code == 200
    client.post("/sign-out", data=way_out(client))
    assert [one.get("/").status_code for one in (later, elsewhere)] == [302, 302]
    assert ask(elsewhere).status_code == 401


def test_signing_out_of_one_session_leaves_the_others(shared):
    gone, stays = shared.reader(), shared.reader()
    gone.post("/sign-out", data=way_out(gone))
    assert (gone.get("/").status_code, stays.get("/").status_code) == (302, 200)


def test_whoever_is_not_signed_in_is_led_to_the_page_that_signs_in(shared):
    assert shared.anybody().post("/sign-out").headers["Location"] == "/sign-in"
