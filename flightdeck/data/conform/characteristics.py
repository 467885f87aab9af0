"""The recording status of each protected characteristic, derived once, at the door."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from flightdeck.domain.codes import CodeList, RecordingStatus

STATUSES = tuple(str(status) for status in RecordingStatus)
OLDEST = 120  # years; an age above is a mistyped date of birth

_NUMBER = {status: number for number, status in enumerate(RecordingStatus)}
_UNIDENTIFIED = 0  # the coded flag `identified` when it says no

Numbers = npt.NDArray[np.int16]
Days = npt.NDArray[np.datetime64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Recorded:
    """One characteristic of every person: the status of each, and whose value cannot stand."""

    status: Numbers
    refused: Mask
    forward: Numbers | None = None  # the code each value is carried forward to, where its list says so


def coded_status(
    values: Numbers,
    *,
    unmatched: Mask,
    code_list: CodeList,
    recorded_on: Days,
    identified: npt.NDArray[np.int8],
) -> Recorded:
    """The status of a coded characteristic.

    A code that was not in force on the day the crime was recorded is invalid: the record shows a value
    nobody could have chosen that day. One that was, and has since been replaced, is valid and carried forward.
    """
    # The last entry answers for "no code", which is numbered -1.
    of_code = np.array(
        [*(_NUMBER[code.status] for code in code_list.codes), _NUMBER[RecordingStatus.MISSING]]
    )
    first = np.array([*(code.valid_from for code in code_list.codes), None], dtype="M8[D]")
    last = np.array([*(code.valid_to for code in code_list.codes), None], dtype="M8[D]")
    days = recorded_on.astype("M8[D]")
    out_of_force = (days < first[values]) | (days > last[values])  # a comparison with no date is false
    status = of_code[values].astype(np.int16)
    found = _settled(status, refused=out_of_force, unmatched=unmatched, identified=identified)
    return replace(found, forward=_forward(code_list)[values])


def _forward(code_list: CodeList) -> Numbers:
    """For each code the number it is carried forward to, itself where it still stands; the last entry is "no code"."""
    numbers = {code.code: number for number, code in enumerate(code_list.codes)}
    carried = [
        numbers[code.forward] if code.forward else number for number, code in enumerate(code_list.codes)
    ]
    return np.array([*carried, -1], dtype=np.int16)


def age_status(
    ages: npt.NDArray[np.float64], *, unmatched: Mask, identified: npt.NDArray[np.int8]
) -> Recorded:
    """The status of an age in whole years."""
    impossible = (ages < 0) | (ages > OLDEST)
    status = np.where(np.isnan(ages), _NUMBER[RecordingStatus.MISSING], _NUMBER[RecordingStatus.VALID])
    return _settled(status.astype(np.int16), refused=impossible, unmatched=unmatched, identified=identified)


def _settled(
    status: Numbers, *, refused: Mask, unmatched: Mask, identified: npt.NDArray[np.int8]
) -> Recorded:
    status = np.where(refused | unmatched, np.int16(_NUMBER[RecordingStatus.INVALID]), status)
    unknown_person = identified == _UNIDENTIFIED
    status = np.where(unknown_person, np.int16(_NUMBER[RecordingStatus.NOT_APPLICABLE]), status)
    return Recorded(status=status, refused=refused)
