"""Deny by default: what a request must show before anything answers it."""

import re

import pytest

from flightdeck.services.access import Role
from flightdeck.web.guard import HEADERS, LARGEST_REQUEST
from tests.unit.web.conftest import OWN, ask


@pytest.mark.parametrize("path", ["/", "/kpi/charged?area=West", "/nowhere"])
def test_a_page_sends_a_stranger_to_sign_in_and_back(shared, path):
    answer = shared.anybody().get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sign-in?next=" + path.replace("/", "%2F").replace(
        "?", "%3F"
    ).replace("=", "%3D")


@pytest.mark.parametrize(
    "path", ["/_dash-layout", "/_dash-dependencies", "/_dash-component-suites/dash/deps/react.js"]
)
def test_a_stranger_gets_nothing_of_the_machinery(shared, path):
    assert shared.anybody().get(path).status_code == 401


def test_a_stranger_gets_no_answer_to_a_callback(shared):
    assert ask(shared.anybody()).status_code == 401


@pytest.mark.parametrize("path", ["/healthz", "/sign-in", "/assets/tokens.css"])
def test_health_sign_in_and_styles_are_public(shared, path):
    with shared.anybody().get(path) as answer:
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "path", ["/healthzz", "/healthz/x", "/sign-inxyz", "/sign-outs", "/assets/", "/assets"]
)
def test_an_address_like_a_public_one_is_not_public(shared, path):
    assert shared.anybody().get(path).status_code == 302


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"headers": {}}, 403),
        ({"headers": {"Origin": "http://elsewhere.example"}}, 403),
        ({"headers": {**OWN, "Sec-Fetch-Site": "cross-site"}}, 403),
        ({"output": "another.children"}, 403),
        ({"output": None}, 403),
        ({}, 200),
    ],
    ids=["no origin", "another origin", "another site", "unknown output", "no output", "own"],
)
def test_a_callback_is_answered_only_from_our_own_page_for_a_registered_output(shared, changes, code):
    assert ask(shared.reader(), **changes).status_code == code


def test_a_callback_that_is_no_json_is_refused(shared):
    answer = shared.reader().post("/_dash-update-component", data="output=page.children", headers=OWN)
    assert answer.status_code == 415


def test_a_callback_that_is_no_object_is_refused(shared):
    answer = shared.reader().post("/_dash-update-component", json=["page.children"], headers=OWN)
    assert answer.status_code == 403


@pytest.mark.parametrize("inputs", ["pathname", [1, 2], [{"id": "address"}, {"property": "search"}]])
def test_a_callback_in_another_shape_is_a_fault_of_the_reader(shared, inputs):
    assert ask(shared.reader(), inputs=inputs).status_code == 400


@pytest.mark.parametrize(("path", "search"), [(["/"], ""), (1, ""), ("/", {"area": "Eastern"})])
def test_an_address_that_is_no_text_is_a_fault_of_the_reader(shared, path, search):
    assert ask(shared.reader(), path, search).status_code == 400


def test_a_request_larger_than_any_of_ours_is_refused(shared):
    answer = ask(shared.reader(), search="?" + "x" * LARGEST_REQUEST)
    assert answer.status_code in (403, 413)


def test_every_callback_the_server_answers_has_a_policy(shared):
    listed = shared.reader().get("/_dash-dependencies").json
    posted = {entry["output"] for entry in listed if not entry["clientside_function"]}
    readers = [shared.reader(role, "Eastern") for role in Role]
    answered = {
        output for output in posted if {ask(one, output=output).status_code for one in readers} != {403}
    }
    assert answered == posted
    assert posted


def test_only_scripts_with_the_nonce_of_this_answer_may_run(shared):
    answer = shared.reader().get("/")
    nonces = set(re.findall(r'<script nonce="([^"]+)"', answer.text))
    assert answer.text.count("<script") == len(re.findall(r'<script nonce="', answer.text))
    assert len(nonces) == 1
    assert f"script-src 'self' 'nonce-{nonces.pop()}'" in answer.headers["Content-Security-Policy"]


def test_the_nonce_is_new_every_time(shared):
    reader = shared.reader()
    first, second = (reader.get("/").headers["Content-Security-Policy"] for _ in range(2))
    assert first != second


def test_an_answer_wears_safe_headers_and_is_not_stored(shared):
    answer = ask(shared.reader())
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == "no-store"


def test_static_files_are_kept_for_a_year(shared):
    with shared.anybody().get("/assets/tokens.css") as answer:
        assert "max-age=31536000" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_may_look_at_the_deck(shared, role):
    assert ask(shared.reader(role, "Eastern")).status_code == 200
