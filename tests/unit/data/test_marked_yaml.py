"""A YAML file cannot make the reader run, nor keep it busy."""

import pytest

from flightdeck.data.marked_yaml import MOST_VALUES, read_marked
from flightdeck.errors import ReaderError


def test_a_file_that_repeats_itself_by_reference_is_refused_before_it_fills_the_memory(tmp_path):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{one}: &a{one} [{', '.join([f'*a{one - 1}'] * 10)}]" for one in range(1, 12)]
    path = tmp_path / "bomb.yaml"
    path.write_text("\n".join(lines))
    with pytest.raises(ReaderError, match=f"more than {MOST_VALUES:,} values"):
        read_marked(path)


def test_a_file_that_refers_to_itself_is_refused(tmp_path):
    path = tmp_path / "itself.yaml"
    path.write_text("a: &a [*a]")
    with pytest.raises(ReaderError, match="levels"):
        read_marked(path)


def test_a_tag_calls_nothing(tmp_path):
    called, path = tmp_path / "called", tmp_path / "tag.yaml"
    path.write_text(f'a: !!python/object/apply:os.mkdir ["{called}"]')
    assert read_marked(path).value == {"a": [str(called)]}
    assert not called.exists()
