"""Rules of the data quality page."""

import pandas as pd
import pytest

from flightdeck.services.access import Role
from flightdeck.services.quality import CheckRead, RuleCount
from flightdeck.web.components.check_parts import checks_table, rules_table
from flightdeck.web.components.quality_parts import set_aside_table
from tests.unit.web.conftest import addresses, ask, words

PATH = "/data-quality"


def test_the_rows_add_up_in_the_opening_sentence(settled):
    shown = words(ask(settled.reader(), PATH))
    assert "1,030 rows came in: 980 were kept and 50 set aside. 2 of 2 checks found something." in shown


def test_checks_stand_in_the_order_of_their_severity(settled):
    shown = words(ask(settled.reader(), PATH))
    assert shown.index("Closed and without an outcome.") < shown.index("Closed before it was recorded.")


def test_the_history_of_a_check_is_drawn_and_said(settled):
    answer = ask(settled.reader(), PATH)
    assert "The latest 2 counts: 5, 3" in answer.text
    assert "first snapshot" in words(answer)


def test_a_field_the_source_cannot_give_names_its_barrier_and_what_it_blocks(settled):
    answer = ask(settled.reader(), PATH)
    assert "The record system has no such field. Pregnancy and maternity Open caseload" in words(answer)
    assert "/kpi/open_caseload" in addresses(answer)


def test_only_a_steward_sees_the_rows_set_aside_and_the_trail_says_so(inner):
    assert "hash0000" not in ask(inner.reader(), PATH).text
    shown = ask(inner.reader(Role.DATA_STEWARD), PATH, "?page=3").text
    assert ("hash0199" in shown, "hash0200" in shown, "hash0249" in shown) == (False, True, True)
    assert ("see_quarantine", PATH, {"page": "3"}, 250) in inner.audit.full


def test_a_rule_is_said_in_words_not_by_its_name(settled):
    said = "The value is not a date in any format of the mapping, or is a day that does not exist."
    for role in (Role.BOARD_MEMBER, Role.DATA_STEWARD):
        shown = words(ask(settled.reader(role), PATH))
        assert f"{said} crimes 50" in shown
        assert "not a date crimes" not in shown


def test_a_label_that_is_no_code_is_told_with_the_rule_it_broke():
    row = {
        "reference_hash": "h", "frame": "crimes", "source": "T", "row": 1, "rule": "unknown_code", "column": "status_on", "detail": "Opn",
    }  # fmt: skip
    shown = str(set_aside_table(pd.DataFrame([row]), page=1, size=10))
    assert "mapped label of the code list. The source says: Opn" in shown
    assert "status on" in shown


@pytest.mark.parametrize("page", ["0", "4", "-1", "one", "²"])
def test_a_page_that_is_none_is_refused_with_those_there_are(settled, page):
    shown = words(ask(settled.reader(Role.DATA_STEWARD), PATH, f"?page={page}"))
    assert "The pages are 1 to 3." in shown


def test_a_page_that_groups_no_months_says_nothing_of_it_and_keeps_the_choice(settled):
    answer = ask(settled.reader(), PATH, "?by=month")
    assert "all months shown · as known on 1 November 2026" in words(answer)
    (control,) = (one for one in answer.text.split('"className":"filter"') if '"id":"filter-by"' in one)
    assert '"value":"month"' in control


def test_a_check_of_several_frames_stands_once_and_those_that_found_nothing_are_folded():
    def check(kind, frame, count, severity="high", kept=()):
        return CheckRead(f"{kind}_{frame}", f"It is {kind}.", severity, frame, count, 100, kept)

    table = checks_table(
        [
            check("stray", "arrests", 3, kept=(("a", 1), ("b", 3))),
            check("stray", "cps_submissions", 4, kept=(("b", 4),)),
            check("odd", "crimes", 9),
            check("sound", "crimes", 0),
            check("quarantined", "crimes", 50),
        ]
    )
    found, folded = table.children
    rows = [[said(cell) for cell in row.children] for row in found.children.children[2].children]
    assert [row[:5] for row in rows] == [
        ["It is odd.", "High", "crimes", "9", "100"],
        ["It is stray.", "High", "CPS submissions 4, arrests 3", "7", "200"],
    ]
    assert found.children.children[2].children[1].children[5].children.alt == "The latest 2 counts: 1, 7"
    assert folded.children[0].children == "1 check that found nothing"
    assert "quarantined" not in str(table)  # it is told with the rows set aside


def test_a_column_is_said_in_words_and_a_rule_stands_once():
    check = CheckRead("x", "Set to missing in notified_on: It is no date.", "low", "crimes", 1, 9, ())
    assert "Set to missing in notified on: It is no date." in str(checks_table([check]))
    told = rules_table([RuleCount("crimes", "not_a_date", 2), RuleCount("arrests", "not_a_date", 5)])
    (row,) = told.children.children[2].children
    assert [said(cell) for cell in row.children][1:] == ["arrests 5, crimes 2", "7"]


def said(cell):
    inner = cell.children
    return getattr(inner, "children", inner)
