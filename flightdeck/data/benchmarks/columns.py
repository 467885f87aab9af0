"""The columns of the Home Office outcomes table, and the headings they have been published under."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

# Canonical name -> the heading the Home Office prints, used when a reader must be told of one.
HEADINGS = {
    "financial_year": "Financial Year",
    "financial_quarter": "Financial Quarter",
    "force_name": "Force Name",
    "offence_description": "Offence Description",
    "offence_group": "Offence Group",
    "offence_subgroup": "Offence Subgroup",
    "offence_code": "Offence Code",
    "offence_code_expired": "Offence Code Expired",
    "outcome_description": "Outcome Description",
    "outcome_group": "Outcome Group",
    "outcome_type": "Outcome Type",
    "for_offences_recorded": "Force outcomes for offences recorded in quarter",
    "recorded_in_quarter": "Force outcomes recorded in quarter",
}
OPTIONAL = frozenset({"offence_code_expired"})  # not published in every year, and nothing here rests on it
REQUIRED = tuple(name for name in HEADINGS if name not in OPTIONAL)
COUNTS = ("for_offences_recorded", "recorded_in_quarter")
KEY = ("financial_year", "financial_quarter", "force_name", "offence_code", "outcome_type")
FEWEST_KNOWN = 5  # a title or a note never holds five of these names; a heading row with faults still does

_BRACKETED = re.compile(r"\[[^\]]*\]|\([^)]*\)")  # footnote marks such as [note 3]
_NOT_A_LETTER = re.compile(r"[^a-z0-9]")


def _letters(heading: str) -> str:
    return _NOT_A_LETTER.sub("", _BRACKETED.sub("", heading.lower()))


_CANONICAL = {_letters(heading): name for name, heading in HEADINGS.items()} | {
    "force": "force_name",
    "policeforce": "force_name",
    "quarter": "financial_quarter",
    "foroffencesrecorded": "for_offences_recorded",
    "recordedinquarter": "recorded_in_quarter",
}


def canonical(heading: str) -> str | None:
    """The canonical name of a published heading, whatever its case, spacing or footnote mark.

    >>> canonical("FORCE_OUTCOMES_RECORDED_IN_QUARTER [note 2]")
    'recorded_in_quarter'
    """
    return _CANONICAL.get(_letters(heading))


def nearest_heading(heading: str) -> str:
    """The published heading closest to a misspelt one; empty when none is close.

    >>> nearest_heading("Offense Code")
    'Offence Code'
    """
    close = get_close_matches(_letters(heading), _CANONICAL, n=1, cutoff=0.6)
    return HEADINGS[_CANONICAL[close[0]]] if close else ""


def heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The position of the row that holds the headings: the one with the most known names."""
    known = [len({canonical(cell) for cell in row} - {None}) for row in rows]
    most = max(known, default=0)
    return known.index(most) if most >= FEWEST_KNOWN else None
