"""A deck with a characteristic in every state: known, in part suppressed, suppressed, out of reach, and with nobody in scope."""

from dataclasses import dataclass, field, replace

import pandas as pd

from flightdeck.domain.filters import Filters
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.errors import NotFoundError
from flightdeck.kpis.recording import ROLES
from flightdeck.services.access import Action, require
from flightdeck.services.breakdowns import FunnelAnswer
from flightdeck.services.characteristic_cell import CAUSE_TEXT, Cell, cell_sentence
from flightdeck.services.characteristic_profile import Profile
from flightdeck.services.characteristic_values import ValueGroup, Values
from flightdeck.services.disparity import Disparity, DisparityGroup, MissingnessCheck
from flightdeck.services.pareto import GapCell, Pareto
from flightdeck.services.recording_groups import RecordedGroup
from flightdeck.services.what_if import Change, WhatIf
from flightdeck.services.worklist import Recheck, Selection, WorkList
from tests.factories import series
from tests.inner_deck import GROUPS, LIMITS, InnerDeck, kpi_result

WINDOW = "12 months to Sep 2026"
ABSENT = {"gender_reassignment": "source_has_no_field", "pregnancy_maternity": "not_extractable"}
SECRETS = ("43219", "43.2 %", "7771", "7,771")  # numbers that the gate would have emptied


def cell(name="sex", role="victim", **changes):
    """A cell with 1,000 in scope: 600 with a value, 50 explained, 30 not stated, 320 in the gap."""
    made = {
        "characteristic": name, "title": CHARACTERISTICS.get(name, ("Core four",))[0], "role": role,
        "role_title": ROLES[role].title, "computable": True, "hidden": False, "cause": "not_filled_in",
        "cause_text": CAUSE_TEXT["not_filled_in"], "reason": "", "barrier": "", "window": WINDOW,
        "in_scope": 1000, "valid": 600, "declined": 30, "not_asked": 20, "ambiguous": 30, "unknown": 100, "missing": 200,
        "invalid": 20, "not_applicable": 7, "recorded": 0.65, "substantive": 0.6, "explained": 0.05, "ambiguous_share": 0.03,
        "gap": 0.32, "gap_count": 320, "lower": 0.57, "upper": 0.63, "previous": 0.61, "previous_window": "12 months to Sep 2025",
        "variation": "common_cause", "series": series(),
    }  # fmt: skip
    told = Cell(**{**made, **changes})
    return replace(told, sentence=cell_sentence(told))


def absent(name, role):
    """A cell of a characteristic that the source cannot give."""
    cause = ABSENT[name]
    numbers = dict.fromkeys(
        ("in_scope", "valid", "recorded", "substantive", "explained", "ambiguous_share", "gap", "previous")
    )
    reason, barrier = "The record system was never given it.", "no_field"
    return cell(name, role, computable=False, cause=cause, cause_text=CAUSE_TEXT[cause], reason=reason, barrier=barrier, series=(), **numbers)  # fmt: skip


def a_cell(name, role):
    """Each characteristic in its state."""
    if name in ABSENT:
        return absent(name, role)
    if name == "religion_belief":
        return cell(name, role, hidden=True, in_scope=7771, valid=7771, substantive=0.43219, gap=None)
    if name == "disability":
        return cell(name, role, explained=None, ambiguous_share=None, gap=None, recorded=None, declined=None)
    if name == "nationality":
        return cell(name, role, in_scope=0, valid=0, substantive=None, gap=None, previous=None, series=())
    return cell(name, role)


def recorded(label, **changes):
    """A group with a value for 60 of 100."""
    made = {
        "code": label, "label": label, "in_scope": 100, "valid": 60, "substantive": 0.6, "lower": 0.5, "upper": 0.69,
        "explained": 0.05, "ambiguous": 0.03, "gap": 0.32, "hidden": False,
    }  # fmt: skip
    return RecordedGroup(**{**made, **changes})


RECORDED = (
    recorded("Suspect named"),
    recorded("Charged", substantive=0.9, lower=0.82, upper=0.95, valid=90),
    recorded("Referred", in_scope=7771, valid=7771, substantive=0.43219, hidden=True),
)
VALUES = Values(
    (
        ValueGroup("Female", "Female", "value", 400, 0.4, 0.67, 0.51, hidden=False),
        ValueGroup("Male", "Male", "value", 7771, 0.43219, 0.43219, 0.49, hidden=True),
        ValueGroup("explained", "Declined", "explained", 50, 0.05, None, None, hidden=False),
        ValueGroup("ambiguous", "Not stated, no reason", "ambiguous", 30, 0.03, None, None, hidden=False),
        ValueGroup("gap", "Gap", "gap", 320, 0.32, None, None, hidden=False),
    ),
    "Suffolk",
    "Beside the values: residents of Suffolk.",
)


def gap_cell(place, count=60, cumulative=0.2):
    """One place of the gap."""
    return GapCell("sex", "Sex", "Eastern", f"Team {place}", "named", "Suspect named", "not_filled_in", CAUSE_TEXT["not_filled_in"], count, 0.2, cumulative)  # fmt: skip


def compared(label, **changes):
    """A group whose rate is 10 of 100, twice that of the reference."""
    made = {
        "label": label, "numerator": 10, "denominator": 100, "rate": 0.1, "lower": 0.05, "upper": 0.17, "ratio": 2.0,
        "ratio_lower": 1.1, "ratio_upper": 3.6, "bound_low": 0.02, "bound_high": 0.31, "hidden": False,
    }  # fmt: skip
    return DisparityGroup(**{**made, **changes})


CHECK = MissingnessCheck(
    0.85, (0.8, 0.9), 0.6, (0.55, 0.65), differs=True, sentence="A value is recorded for 85.0 % of those."
)
HIDDEN_GROUP = DisparityGroup("Other", *(None,) * 10, hidden=True)


def disparity(status="shown", **changes):
    """A KPI by sex."""
    low = {
        "rate": None,
        "lower": None,
        "upper": None,
        "ratio": None,
        "ratio_lower": None,
        "ratio_upper": None,
    }
    shown = status == "shown"
    made = {
        "kpi": "charged_within_12_months", "title": "Charged within 12 months of recording", "characteristic": "sex",
        "characteristic_title": "Sex", "status": status, "reason": "", "window": WINDOW, "completeness": 0.83 if shown else 0.32,
        "floor": 0.8, "reference": "Female", "missingness": CHECK, "sentence": f"Charged by sex: {status}.",
        "groups": (compared("Female", ratio=None, ratio_lower=None, ratio_upper=None), compared("Male"), HIDDEN_GROUP)
        if shown
        else (compared("Female", **low), HIDDEN_GROUP),
    }  # fmt: skip
    return Disparity(**{**made, **changes})


def rows(count=3):
    """Records under keyed references."""
    return pd.DataFrame(
        {
            "crime_ref": [f"crime{place}" for place in range(count)],
            "person_role_ref": [f"person{place}" for place in range(count)],
        }
    )


@dataclass
class CharacteristicDeck(InnerDeck):
    """A fake deck that answers the pages on protected characteristics."""

    told: Disparity = field(default_factory=disparity)
    cells: int = 10

    def matrix(self, filters, actor):
        self.asked.append(filters)
        return tuple(a_cell(name, role) for role in ROLES for name in CHARACTERISTICS)

    def core_four(self, role, filters, actor):
        return cell(
            "core_four", role, valid=60, substantive=0.06, gap=0.94, explained=0.0, ambiguous_share=0.0
        )

    def profile(self, characteristic, role, filters, actor):
        if characteristic not in CHARACTERISTICS:
            raise NotFoundError.of(f'there is no characteristic "{characteristic}"', where="characteristic")
        definition = self.definition("victim_characteristics_substantive")
        result = kpi_result(definition, characteristic=characteristic, synthetic=self.synthetic)
        places = FunnelAnswer(GROUPS, 0.1, LIMITS, {"east": "within"}, overdispersed=False)
        shown = a_cell(characteristic, role)
        return Profile(shown, self.core_four(role, filters, actor), result, places, places, RECORDED, RECORDED, RECORDED, RECORDED, (), VALUES)  # fmt: skip

    def pareto(self, role, filters, actor):
        self.asked.append(filters)
        cells = tuple(gap_cell(place, cumulative=0.08 * (place + 1)) for place in range(self.cells))
        return Pareto(role, WINDOW, 900, cells, 40, "")

    def disparity(self, kpi, characteristic, filters, actor):
        return self.told

    def what_if(self, team, filters, actor):
        change = Change("charged_within_12_months", "Charged within 12 months", "sex", "Sex", 0.7, 0.82, 0.5, 0.9, "Lowestoft", 40, becomes_reportable=True, reportable_now=False)  # fmt: skip
        return WhatIf(
            team, 0.8, (change,), f"If {team} recorded as well as the best team, one could be said."
        )

    def make_work_list(self, selection, filters, actor, *, purpose, audit):
        require(actor, Action.SEE_CASES)
        audit.record(actor, "make_work_list", "abc", {"purpose": purpose}, 3)
        return self._kept(selection)

    def open_work_list(self, name, actor, *, audit):
        require(actor, Action.SEE_CASES)
        if name != "abc":
            raise NotFoundError.of(f'there is no work list "{name}"', where="work list")
        state = Recheck("abc", "2026-12-01-f", "2026-11-01-a1b2c3", ("person0",), ("person1",), ("person2",), ("person9",), "1 of 3 records are closed.")  # fmt: skip
        return self._kept(Selection("sex", "victim", team="Ipswich", stage="named", cause="invalid")), state

    def work_list_barrier(self, selection, filters, actor):
        require(actor, Action.SEE_CASES)
        if selection.role != "victim":
            require(actor, Action.SEE_SUSPECTS)
        cause = ABSENT.get(selection.characteristic)
        return f"{CAUSE_TEXT[cause]}. It was never asked for." if cause else ""

    def kept_work_lists(self, actor):
        require(actor, Action.SEE_CASES)
        return (("abc", "2026-11-01T10:00:00+00:00", "analyst", 3),)

    def _kept(self, selection):
        return WorkList(
            "abc", "2026-11-01T10:00:00+00:00", "analyst", "2026-11-01-a1b2c3", selection, Filters(), rows()
        )
