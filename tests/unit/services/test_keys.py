"""A store's keys are random, kept, and nobody else's to read."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flightdeck.services.keys import store_key


def test_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    assert store_key(tmp_path, "session") == store_key(tmp_path, "session")
    assert len(store_key(tmp_path, "session")) > 40


def test_each_name_and_each_store_has_a_key_of_its_own(tmp_path: Path) -> None:
    keys = {store_key(tmp_path / store, name) for store in ("a", "b") for name in ("session", "hash")}
    assert len(keys) == 4


def test_only_the_owner_may_read_a_key(tmp_path: Path) -> None:
    store_key(tmp_path, "hash")
    assert (tmp_path / "hash.key").stat().st_mode & 0o777 == 0o600


def test_all_who_ask_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: store_key(tmp_path, "session"), range(32)))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["session.key"]
