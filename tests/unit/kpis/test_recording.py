"""Statuses by scope, place and month: every person is counted once, and the four figures make up the whole."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from flightdeck.domain.codes import RecordingStatus
from flightdeck.domain.condition import parse
from flightdeck.kpis.completeness import FIGURES
from flightdeck.kpis.encoding import SCOPES, Encoding, Places
from flightdeck.kpis.gap_causes import CAUSES, cause_codes, fewest, gap_cells
from flightdeck.kpis.recording import ROLES, STATUSES, RoleRows, core_codes, counter, in_scope, role_of, total
from flightdeck.kpis.views import View
from tests.synthetic_store import REGISTRY

MONTHS, PLACES = 3, 2
PERSON = st.tuples(
    st.sampled_from([*(status.value for status in STATUSES), None]),
    st.booleans(),
    st.integers(-1, MONTHS - 1),
    st.integers(0, PLACES - 1),
    st.integers(0, 15),
)


def rows_of(people):
    """Persons as rows of crimes of their own: status, identified, month, place and scopes as bits."""
    statuses, identified, months, places, scopes = zip(*people, strict=True) if people else ((),) * 5
    size = len(people)
    view = View(size, {"sex_status": lambda: pd.Series(statuses, dtype="str")})
    encoding = Encoding(
        Places(("F",) * PLACES, ("A",) * PLACES, tuple("ab")),
        np.array(places, dtype=np.int32),
        np.array([[bits >> place & 1 for bits in scopes] for place in range(len(SCOPES))], dtype=bool).reshape(len(SCOPES), size),
        SCOPES, 600, MONTHS, pd.Timestamp("2020-03-31").date(),
    )  # fmt: skip
    month = np.array(months, dtype=np.int32)
    rows = RoleRows(view, np.arange(size), month, month >= 0, np.array(identified, dtype=bool))
    return rows, encoding


@given(st.lists(PERSON, max_size=40))
def test_the_four_figures_make_up_everybody_in_scope(people):
    rows, encoding = rows_of(people)
    cube = counter(rows, encoding)(rows.statuses("sex"))
    recorded, ambiguous, gap = (total(cube, FIGURES[name]) for name in ("recorded", "ambiguous", "gap"))
    np.testing.assert_array_equal(recorded + ambiguous + gap, in_scope(cube))
    np.testing.assert_array_less(total(cube, FIGURES["substantive"]) - 1, recorded)


@given(st.lists(PERSON, max_size=40))
def test_every_person_is_counted_once_in_each_scope_they_belong_to(people):
    rows, encoding = rows_of(people)
    cube = counter(rows, encoding)(rows.statuses("sex"))
    for place in range(len(SCOPES)):
        inside = [person for person in people if person[4] >> place & 1 and person[2] >= 0]
        by_status = {status: cube[number, place].sum() for number, status in enumerate(STATUSES)}
        for status in STATUSES:
            told = [
                person
                for person in inside
                if (("not_applicable" if not person[1] else person[0] or "missing") == status.value)
            ]
            assert by_status[status] == len(told)


def test_one_blank_of_four_is_not_complete():
    columns = {f"{name}_status": ["valid", "valid", "valid"] for name in ("age", "sex", "disability")}
    columns["ethnicity_self_defined_status"] = ["valid", "ambiguous", None]
    view = View(
        3, {name: (lambda values=values: pd.Series(values, dtype="str")) for name, values in columns.items()}
    )
    rows = RoleRows(
        view, np.arange(3), np.zeros(3, np.int32), np.ones(3, bool), np.array([True, True, False])
    )
    found = core_codes(rows, ("age", "sex", "disability", "ethnicity_self_defined"))
    assert [STATUSES[code] for code in found] == [
        RecordingStatus.VALID,
        RecordingStatus.MISSING,
        RecordingStatus.NOT_APPLICABLE,
    ]


def test_the_definitions_that_ship_count_the_roles_of_the_matrix():
    roles = {one.id: role_of(one) for one in REGISTRY.current() if one.measure == "completeness"}
    assert set(roles.values()) == set(ROLES)
    assert roles["suspect_characteristics_spoken_to"] == "suspect_spoken_to"
    wider = REGISTRY.get("E02").model_copy(update={"where": parse({"status": ["open"]})})
    assert role_of(wider) is None


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 4), st.sampled_from(range(len(STATUSES)))), max_size=60
    )
)
def test_the_cells_of_a_gap_add_up_to_it_and_come_largest_first(people):
    place, stage, status = (np.array([person[at] for person in people], dtype=np.intp) for at in range(3))
    found = gap_cells(place, stage, cause_codes(status), stages=5)
    gap = sum(STATUSES[code] in FIGURES["gap"] for code in status)
    assert found.count.sum() == gap
    assert (np.diff(found.count) <= 0).all()
    kept = fewest(found.count, share=0.8, of=gap)
    assert found.count[:kept].sum() >= 0.8 * gap
    assert not kept or found.count[: kept - 1].sum() < 0.8 * gap


def test_a_refusal_is_no_gap_and_an_invalid_code_is_a_cause_of_its_own():
    codes = cause_codes(np.arange(len(STATUSES)))
    assert {STATUSES[at].value: CAUSES[code] for at, code in enumerate(codes) if code >= 0} == {
        "unknown": "not_filled_in", "missing": "not_filled_in", "invalid": "invalid",
    }  # fmt: skip
