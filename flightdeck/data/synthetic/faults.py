"""Faults of typing and keeping, put into raw tables: impossible dates, orphans and duplicates."""

from dataclasses import dataclass

import numpy as np

from flightdeck.data.synthetic.draws import Share, Table, Text, Whole, scattered
from flightdeck.data.synthetic.settings import Calibration

DATES = {  # the columns in which dates are mistyped
    "T_INVESTIGATION": ("REC_DT", "OCC_FROM"),
    "T_INV_NOM_LINK": ("NAMED_DT",),
    "T_OFF_OUTCOME": ("OUT_DT",),
    "T_CUSTODY": ("ARR_DT",),
    "T_CPS": ("SUB_DT",),
    "T_VIC_CONTACT": ("TOLD_DT",),
}
ORPHANS = {
    "T_INV_NOM_LINK": "INV_URN",
    "T_OFF_OUTCOME": "INV_URN",
    "T_VIC_CONTACT": "LINK_ID",
}  # table -> what points nowhere
DUPLICATES = ("T_INVESTIGATION", "T_INV_NOM_LINK", "T_OFF_OUTCOME")
FUTURE_YEAR = "2066"
BRITISH = "/"


@dataclass(frozen=True, slots=True)
class _Fault:
    """One way of mistyping a date."""

    setting: str
    british: str  # in DD/MM/YYYY; empty: made from the date itself
    iso: str


TYPING = (
    _Fault("fault_date_1900", "01/01/1900", "1900-01-01"),
    _Fault("fault_date_impossible", "31/02/2020", "2023-02-31"),
    _Fault("fault_date_future", "", ""),
    _Fault("fault_date_swapped", "", ""),
)


def with_faults(name: str, table: Table, settings: Calibration) -> Table:
    """The table with its share of faults; which rows have them depends on their ids alone."""
    key = next(iter(table))
    numbered = table[key].dtype.kind == "i"
    ids = table[key].astype(np.int64) if numbered else np.arange(len(table[key]), dtype=np.int64)
    faulty = dict(table)
    for column in DATES.get(name, ()):
        faulty[column] = _mistyped(
            table[column].astype(object), ids, name=f"{name}.{column}", settings=settings
        )
    parts = [faulty]
    if name in ORPHANS:
        parts.append(_orphans(faulty, key, ids, name=name, share=settings.numbers["fault_orphan"]))
    if name in DUPLICATES:
        again = scattered(ids, f"{name} duplicate") < settings.numbers["fault_duplicate"]
        parts.append({column: values[again] for column, values in faulty.items()})
    return {column: np.concatenate([part[column] for part in parts]) for column in faulty}


def _mistyped(column: Text, ids: Whole, *, name: str, settings: Calibration) -> Text:
    text = column.copy()
    which: Share = scattered(ids, name)
    low = 0.0
    for fault in TYPING:
        high = low + settings.numbers[fault.setting]
        for row in np.flatnonzero((which >= low) & (which < high)).tolist():
            if text[row]:
                text[row] = _typed(text[row], fault)
        low = high
    return text


def _typed(day: str, fault: _Fault) -> str:
    british = BRITISH in day
    if fault.british:
        return fault.british if british else fault.iso
    if fault.setting == "fault_date_future":
        return day[:6] + FUTURE_YEAR if british else FUTURE_YEAR + day[4:]
    if british:
        return f"{day[3:5]}/{day[:2]}/{day[6:]}"
    return f"{day[:4]}-{day[8:10]}-{day[5:7]}"


def _orphans(table: Table, key: str, ids: Whole, *, name: str, share: float) -> Table:
    """Copies of a few rows under keys of their own, pointing at something that is not there."""
    lost = scattered(ids, f"{name} orphan") < share
    orphans = {column: values[lost] for column, values in table.items()}
    orphans[key] = -ids[lost]
    target = orphans[ORPHANS[name]]
    numbered = target.dtype.kind == "i"
    orphans[ORPHANS[name]] = -target.astype(np.int64) if numbered else "LOST/" + target.astype(object)
    return orphans
