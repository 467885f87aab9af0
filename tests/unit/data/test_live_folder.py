"""A live folder: what is dropped in is in force at the next look; what is faulty never is."""

from threading import Event, Thread

import pytest

from flightdeck.data.live_folder import LiveFolder
from flightdeck.errors import Fault, ReaderError


class Clock:
    """Seconds that pass only when told."""

    now = 0.0

    def __call__(self):
        return self.now


def texts(folder):
    """The texts of the files, by name; one that says "bad" is at fault."""
    found = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml"))}
    bad = [Fault(f"{name} is bad", where=name) for name, text in found.items() if text == "bad"]
    if bad:
        raise ReaderError(bad)
    return found


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def live(tmp_path, clock):
    (tmp_path / "a.yaml").write_text("one", encoding="utf-8")
    return LiveFolder(tmp_path, texts, clock=clock)


def after(live, clock, seconds=1.0):
    clock.now += seconds
    return live.held()


def test_a_file_dropped_in_a_file_changed_and_a_file_taken_away_are_each_noticed(live, clock, tmp_path):
    assert live.held().value == {"a.yaml": "one"}
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "b.yaml").write_text("two", encoding="utf-8")
    assert after(live, clock).value == {"a.yaml": "one", "b.yaml": "two"}
    (tmp_path / "a.yaml").write_text("three", encoding="utf-8")
    assert after(live, clock).value == {"a.yaml": "three", "b.yaml": "two"}
    (inner / "b.yaml").unlink()
    assert after(live, clock).value == {"a.yaml": "three"}


def test_a_change_of_the_same_size_in_the_same_instant_is_noticed(live, clock, tmp_path):
    live.held()
    (tmp_path / "a.yaml").write_text("two", encoding="utf-8")
    assert after(live, clock).value == {"a.yaml": "two"}


def test_between_two_looks_nothing_is_read(live, clock, tmp_path):
    live.held()
    (tmp_path / "a.yaml").write_text("two", encoding="utf-8")
    assert after(live, clock, 0.9).value == {"a.yaml": "one"}
    assert after(live, clock, 0.1).value == {"a.yaml": "two"}


def test_a_faulty_set_leaves_the_last_good_one_in_force_and_names_every_fault_until_mended(
    live, clock, tmp_path
):
    good = live.held()
    (tmp_path / "a.yaml").write_text("bad", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("bad", encoding="utf-8")
    held = after(live, clock)
    assert (held.value, held.read_at) == (good.value, good.read_at)
    assert [fault.where for fault in held.faults] == ["a.yaml", "b.yaml"]
    assert after(live, clock).faulty_since == held.faulty_since is not None
    (tmp_path / "a.yaml").write_text("two", encoding="utf-8")
    (tmp_path / "b.yaml").unlink()
    mended = after(live, clock)
    assert (mended.value, mended.faults, mended.faulty_since) == ({"a.yaml": "two"}, (), None)
    assert mended.read_at > good.read_at


def test_what_was_good_again_as_before_keeps_its_date(live, clock, tmp_path):
    good = live.held()
    (tmp_path / "a.yaml").write_text("bad", encoding="utf-8")
    assert after(live, clock).faults
    (tmp_path / "a.yaml").write_text("one", encoding="utf-8")
    assert after(live, clock) == good


def test_a_first_reading_at_fault_is_raised_because_there_is_nothing_to_keep(tmp_path):
    (tmp_path / "a.yaml").write_text("bad", encoding="utf-8")
    with pytest.raises(ReaderError, match=r"a\.yaml is bad"):
        LiveFolder(tmp_path, texts).held()


def test_while_one_reads_the_others_wait_and_nobody_is_given_what_is_no_longer_there(tmp_path, clock):
    (tmp_path / "a.yaml").write_text("one", encoding="utf-8")
    reading, go_on = Event(), Event()
    read_so_often = 0

    def read(folder):
        nonlocal read_so_often
        read_so_often += 1
        if read_so_often > 1:
            reading.set()
            assert go_on.wait(10)
        return texts(folder)

    live = LiveFolder(tmp_path, read, clock=clock)
    live.held()
    (tmp_path / "a.yaml").write_text("two", encoding="utf-8")
    clock.now += 1
    given = []
    readers = [Thread(target=lambda: given.append(live.held().value)) for _ in range(3)]
    for reader in readers:
        reader.start()
    assert reading.wait(10)
    go_on.set()
    for reader in readers:
        reader.join()
    assert given == [{"a.yaml": "two"}] * 3
    assert read_so_often == 2
