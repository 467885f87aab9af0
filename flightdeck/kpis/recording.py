"""How a characteristic is recorded, person by person in a role: one count by status, scope, place and month."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from flightdeck.domain.codes import RecordingStatus
from flightdeck.domain.condition import All, Condition, Mask, parse
from flightdeck.domain.definition import Definition
from flightdeck.domain.schema import status_column
from flightdeck.kpis.answers import HasPopulations
from flightdeck.kpis.encoding import Counts, Encoding
from flightdeck.kpis.selection import holds
from flightdeck.kpis.views import Positions, View

StatusCube = npt.NDArray[np.int32]  # status x scope x place x month
Codes = npt.NDArray[np.intp]
STATUSES = tuple(RecordingStatus)
_NUMBER = {status: number for number, status in enumerate(STATUSES)}
_MISSING = _NUMBER[RecordingStatus.MISSING]
_NOT_APPLICABLE = _NUMBER[RecordingStatus.NOT_APPLICABLE]


@dataclass(frozen=True, slots=True)
class Role:
    """Persons in one role on live crimes; those not identified are kept apart as not applicable."""

    name: str
    title: str
    population: str
    where: Condition
    needs: tuple[
        tuple[str, str], ...
    ] = ()  # canonical fields without which nobody is known to be in the role


_LIVE = {"status": ["open", "closed"]}
_SPOKEN_TO = {"any": [{"first_arrest_on": {"missing": False}}, {"first_interview_on": {"missing": False}}]}
# Nobody can define their own ethnicity or belief without contact, so suspects spoken to stand beside suspects identified.
ROLES = {
    role.name: role
    for role in (
        Role("victim", "Victims", "victims", parse(_LIVE)),
        Role("suspect_identified", "Suspects identified", "suspects", parse(_LIVE)),
        Role(
            "suspect_spoken_to", "Suspects arrested or interviewed", "suspects", parse({"all": [_LIVE, _SPOKEN_TO]}),
            (("arrests", "arrested_on"), ("arrests", "interviewed_on")),
        ),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RoleRows:
    """The rows of a role: their crime and month, whether they count, and whether the person is identified."""

    view: View
    crime: Positions
    month: npt.NDArray[np.int32]
    counted: Mask
    identified: Mask

    def statuses(self, characteristic: str) -> Codes:
        """The recording status of each row as a number; a person not identified is not applicable."""
        return np.where(self.identified, status_codes(self.view, characteristic), _NOT_APPLICABLE)


def status_codes(view: View, characteristic: str) -> Codes:
    """The recording status in each row as a place in `STATUSES`; nothing recorded is missing."""
    status = pd.Categorical(
        view.column(status_column(characteristic)), categories=[item.value for item in STATUSES]
    )
    return np.where(status.codes < 0, _MISSING, status.codes).astype(np.intp)


def role_rows(populations: HasPopulations, encoding: Encoding, role: Role) -> RoleRows:
    """The rows of a role, by the month their crime was recorded."""
    view, crime = populations.view(role.population), populations.crime_rows(role.population)
    month = encoding.month_index(view.days("recorded_on"))
    counted = holds(role.where, view) & (crime >= 0) & (month >= 0)
    return RoleRows(
        view, crime, month, counted, view.column("identified").to_numpy(dtype=bool, na_value=False)
    )


def counter(rows: RoleRows, encoding: Encoding) -> Callable[[Codes], StatusCube]:
    """A count of the rows by status, scope, place and month: one `bincount` a characteristic."""
    here = np.flatnonzero(rows.counted)
    crime = rows.crime[here]
    patterns, pattern = _scope_patterns(encoding)
    shape = (patterns.shape[1], len(encoding.places), encoding.months)
    size = int(np.prod(shape))
    cell = (pattern[crime] * shape[1] + encoding.place[crime]) * shape[2] + rows.month[here]

    def counted(codes: Codes) -> StatusCube:
        counts = np.bincount(codes[here] * size + cell, minlength=len(STATUSES) * size)
        by_pattern = counts.reshape(len(STATUSES), *shape)
        cube: StatusCube = np.einsum("sp,tplm->tslm", patterns.astype(np.int64), by_pattern).astype(np.int32)
        return cube

    return counted


def _scope_patterns(encoding: Encoding) -> tuple[npt.NDArray[np.bool_], Positions]:
    """The distinct memberships in scopes that crimes have (scope x pattern), and the pattern of each crime."""
    bits = np.zeros(encoding.in_scope.shape[1], dtype=np.intp)
    for place, inside in enumerate(encoding.in_scope):
        bits |= inside.astype(np.intp) << place
    found, pattern = np.unique(bits, return_inverse=True)
    scopes = np.arange(len(encoding.scopes))[:, None]
    return (found[None, :] >> scopes & 1).astype(bool), pattern.astype(np.intp)


def core_codes(rows: RoleRows, characteristics: Sequence[str]) -> Codes:
    """Valid where every one of the characteristics is valid, not applicable where the person is, else missing."""
    every = np.ones(rows.view.size, dtype=bool)
    for name in characteristics:
        every &= status_codes(rows.view, name) == _NUMBER[RecordingStatus.VALID]
    return np.where(
        rows.identified, np.where(every, _NUMBER[RecordingStatus.VALID], _MISSING), _NOT_APPLICABLE
    )


def in_scope(by_status: Counts) -> Counts:
    """The persons to whom the characteristic applies (first axis: status)."""
    whole: Counts = by_status.sum(axis=0) - by_status[_NOT_APPLICABLE]
    return whole


def total(by_status: Counts, statuses: Sequence[RecordingStatus]) -> Counts:
    """The persons in any of some statuses (first axis: status)."""
    added: Counts = by_status[[_NUMBER[status] for status in statuses]].sum(axis=0)
    return added


def role_of(definition: Definition) -> str | None:
    """The role whose identified persons a definition counts, recorded in the period; None when it counts others."""
    identified = _parts(parse({"identified": True}))
    for role in ROLES.values():
        same = (
            definition.population == role.population
            and _parts(definition.where) == _parts(role.where) | identified
        )
        if same and not definition.exclude:
            return role.name
    return None


def _parts(condition: Condition) -> frozenset[Condition]:
    """The conditions that must all hold."""
    if isinstance(condition, All):
        return frozenset().union(*(_parts(part) for part in condition.parts))
    return frozenset((condition,))
