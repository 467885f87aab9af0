"""Code lists are read whole, and every fault of every file is told with its line."""

from datetime import date
from pathlib import Path

import pytest

from flightdeck.data.code_lists import load_code_lists
from flightdeck.domain.codes import Code, RecordingStatus
from flightdeck.errors import ReaderError

GOOD = """\
id: sex
title: Sex
source: a test
verified: false
version: 1
codes:
  - {code: M, label: Male, aliases: [Man]}
  - {code: 9, label: Not known, status: unknown, valid_from: 2001-01-01, forward: M}
"""


def told(folder):
    with pytest.raises(ReaderError) as error:
        load_code_lists(folder)
    return [(Path(fault.where).name, fault.what, fault.remedy) for fault in error.value.faults]


def test_a_code_is_text_also_where_yaml_reads_a_number(tmp_path):
    (tmp_path / "sex.yaml").write_text(GOOD)
    sex = load_code_lists(tmp_path)["sex"]
    assert (sex.version, sex.names()) == ("1", ("M", "9"))
    assert sex.codes[1] == Code(
        code="9", label="Not known", status=RecordingStatus.UNKNOWN, valid_from=date(2001, 1, 1), forward="M"
    )


def test_no_is_a_code_and_not_false(tmp_path):
    (tmp_path / "support.yaml").write_text(
        "{id: support, title: S, source: t, verified: true, version: 1, codes: [{code: no, label: No}, {code: 010, label: Ten}]}"
    )
    assert load_code_lists(tmp_path)["support"].names() == ("no", "010")


def test_every_fault_of_every_file_is_told_at_once(tmp_path):
    (tmp_path / "a.yaml").write_text(GOOD.replace("id: sex", "id: a").replace("label: Male", "labell: Male"))
    (tmp_path / "b.yaml").write_text(
        GOOD.replace("Man]", '"9"]').replace("forward: M", "forward: N, valid_to: 2000-01-01")
    )
    (tmp_path / "d.yaml").write_text(
        GOOD.replace("id: sex", "id: d").replace("version: 1", "version: 1\nversion: 2")
    )
    assert told(tmp_path) == [
        ("a.yaml:7", '"label" is missing', 'Add "label:".'),
        ("a.yaml:7", '"labell" is not a key here', 'Did you mean "label"?'),
        ("b.yaml:1", 'the id "sex" is not the name of the file', "Write id: b."),
        ("b.yaml:7", '"9" stands for two codes', "A code or alias belongs to one code."),
        ("b.yaml:8", '"9" stands for two codes', "A code or alias belongs to one code."),
        ("b.yaml:8", '"N" is no code of this list', "Valid names: 9, M."),
        ("b.yaml:8", '"9" ends before it begins', "Put the dates right."),
        ("d.yaml:6", '"version" is written twice', "Keep one of them."),
    ]


def test_an_empty_folder_says_so(tmp_path):
    assert told(tmp_path) == [
        (tmp_path.name, "there is no code list here", "Name the folder that holds the code lists.")
    ]


def test_a_file_that_is_no_yaml_says_so_with_its_line(tmp_path):
    (tmp_path / "c.yaml").write_text("id: c\ntitle: a: b\n")
    [(where, what, remedy)] = told(tmp_path)
    assert where == "c.yaml:2"
    assert what.startswith("this is not YAML: mapping values are not allowed")
    assert remedy.startswith("Check the indentation")
