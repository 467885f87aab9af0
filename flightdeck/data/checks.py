"""Checks across frames: what a record system says that cannot all be true.

A check judges the rows that were kept; it sets nothing aside. Rows set aside at the door are counted by
`door_checks`, so that both stand in one list with one history.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from flightdeck.data.check_finders import Finding
from flightdeck.data.check_rules import RULES, CheckRule
from flightdeck.data.conform.result import Conformed
from flightdeck.data.conform.rules import RULES as DOOR_RULES
from flightdeck.data.conform.rules import Rule
from flightdeck.data.joins import Joined
from flightdeck.domain.codes import CodeLists
from flightdeck.domain.schema import FRAMES

EXAMPLES = 5  # enough to look one up, too few to be a case list


class Severity(StrEnum):
    """How far a fault reaches: into a figure, into a breakdown, or only into the record."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Check:
    """One rule and how many rows break it, of how many it could be asked of."""

    id: str
    title: str
    severity: Severity
    frame: str
    count: int
    of: int
    examples: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The check as it stands in a manifest."""
        return {
            "id": self.id,
            "title": self.title,
            "severity": str(self.severity),
            "frame": self.frame,
            "count": self.count,
            "of": self.of,
            "examples": list(self.examples),
        }


def run_checks(frames: Mapping[str, pd.DataFrame], code_lists: CodeLists, as_at: date) -> list[Check]:
    """Every rule whose frames are there, asked of those frames."""
    joined = Joined(frames, code_lists=code_lists, as_at=as_at)
    return [_asked(rule, joined) for rule in RULES if all(name in frames for name in rule.frames())]


def door_checks(conformed: Iterable[Conformed]) -> list[Check]:
    """What was set aside at the door, as checks: one a frame and rule."""
    return [check for frame in conformed for check in _door_checks(frame)]


def history(check: str, manifests: Sequence[Mapping[str, object]]) -> list[tuple[str, int]]:
    """The count of a check in each snapshot (id, count), oldest first; a snapshot that did not ask it is left out."""
    return [
        (str(manifest["snapshot"]), int(found["count"]))
        for manifest in manifests
        for found in _checks_of(manifest)
        if found["id"] == check
    ]


def _checks_of(manifest: Mapping[str, object]) -> list[dict[str, str]]:
    found = manifest.get("checks")
    return found if isinstance(found, list) else []


def _asked(rule: CheckRule, joined: Joined) -> Check:
    finding: Finding = rule.finds(joined)
    key = FRAMES[rule.frame].key
    places = np.flatnonzero(finding.broken)[:EXAMPLES]
    return Check(
        id=rule.id,
        title=rule.title,
        severity=Severity(rule.severity),
        frame=rule.frame,
        count=int(finding.broken.sum()),
        of=int(finding.asked.sum()),
        examples=tuple(joined.frames[rule.frame][key].iloc[places]),
    )


def _door_checks(conformed: Conformed) -> list[Check]:
    rows = conformed.quarantined
    counts = rows["rule"].value_counts()
    quarantined = [
        Check(
            id=f"quarantined_{conformed.name}_{rule.id}",
            title=f"Set aside: {DOOR_RULES[rule]}",
            severity=Severity.HIGH,
            frame=conformed.name,
            count=int(counts[rule.id]),
            of=conformed.rows_in,
            examples=tuple(rows.loc[rows["rule"] == rule.id, "reference_hash"].dropna().iloc[:EXAMPLES]),
        )
        for rule in DOOR_RULES
        if rule.id in counts
    ]
    emptied = [
        Check(
            id=f"emptied_{conformed.name}_{column}_{rule.id}",
            title=f"Set to missing in “{column.replace('_', ' ')}”: {DOOR_RULES[rule]}",
            severity=Severity.MEDIUM,
            frame=conformed.name,
            count=found[rule.id],
            of=conformed.kept,
        )
        for column, found in conformed.issues.items()
        for rule in Rule
        if rule.id in found
    ]
    return quarantined + emptied
