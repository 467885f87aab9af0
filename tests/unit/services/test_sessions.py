"""A session stands from signing in until signing out, for a working day at most, and in every process alike."""

from datetime import UTC, datetime, timedelta

from flightdeck.services.sessions import LONGEST, Sessions

MORNING = datetime(2026, 11, 25, 9, tzinfo=UTC)


def test_a_session_stands_until_it_is_ended_in_every_process(tmp_path):
    here, there = Sessions(tmp_path / "application.sqlite"), Sessions(tmp_path / "application.sqlite")
    name = here.begin()
    assert (here.stands(name), there.stands(name)) == (True, True)
    there.end(name)
    assert (here.stands(name), there.stands(name)) == (False, False)


def test_a_session_runs_out_after_a_working_day_however_busy(tmp_path):
    now = [MORNING]
    sessions = Sessions(tmp_path / "application.sqlite", clock=lambda: now[0])
    name = sessions.begin()
    now[0] = MORNING + LONGEST - timedelta(microseconds=1)
    assert sessions.stands(name)
    now[0] = MORNING + LONGEST
    later = sessions.begin()
    assert (sessions.stands(name), sessions.stands(later)) == (False, True)


def test_a_session_that_never_began_does_not_stand(tmp_path):
    sessions = Sessions(tmp_path / "application.sqlite")
    sessions.end("none")
    assert [sessions.stands(name) for name in ("", "none")] == [False, False]
