"""What checks found and what rules set aside: a rule stands once, with the frames it was broken in."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from dash import html

from flightdeck.charts.history import history
from flightdeck.data.conform.rules import RULE_WORDS
from flightdeck.services.quality import CheckRead, RuleCount
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.words import counted

_SEVERITY_ORDER = ("high", "medium", "low")
_SET_ASIDE = "quarantined_"  # the checks that count what a rule set aside; they stand in a table of their own
_COLUMN = re.compile(r"(?<=^Set to missing in )\w+")
_HEADS = (
    Head("Check"),
    Head("Severity"),
    Head("Frames"),
    Head("Found", number=True),
    Head("Of", number=True),
    Head("Snapshot by snapshot"),
)


def checks_table(checks: Sequence[CheckRead]) -> html.Div:
    """Every check of rows that were kept, the most severe first; those that found nothing are folded."""
    ordered = sorted(
        (one for one in checks if not one.id.startswith(_SET_ASIDE)),
        key=lambda one: (_SEVERITY_ORDER.index(one.severity), one.title),
    )
    groups = [tuple(group) for _, group in groupby(ordered, key=lambda one: (one.severity, one.title))]
    groups.sort(key=lambda group: (_SEVERITY_ORDER.index(group[0].severity), -_found(group)))
    found, nothing = ([one for one in groups if bool(_found(one)) is wanted] for wanted in (True, False))
    return html.Div([_found_table(found), *_folded(nothing)], className="checks")


def _found_table(groups: Sequence[tuple[CheckRead, ...]]) -> html.Div | html.P:
    if not groups:
        return html.P("No check found anything.")
    rows = [_check(group) for group in groups]
    return number_table("Checks that found something", _HEADS, rows, id="checks", tall=True)


def _folded(groups: Sequence[tuple[CheckRead, ...]]) -> list[html.Details]:
    if not groups:
        return []
    heads = [Head("Check"), Head("Severity"), Head("Frames"), Head("Of", number=True)]
    rows = [_check(group) for group in groups]
    table = number_table(
        "Checks that found nothing", heads, [[*row[:3], row[4]] for row in rows], id="sound", tall=True
    )
    told = counted(len(groups), "check that found nothing", "checks that found nothing")
    return [html.Details([html.Summary(told), table], id="sound-fold", className="as-table")]


def _found(group: Iterable[CheckRead]) -> int:
    return sum(one.count for one in group)


def _check(group: tuple[CheckRead, ...]) -> list[Cell]:
    severity = group[0].severity
    return [
        _COLUMN.sub(lambda column: frame_words(column[0]), group[0].title),
        html.Span(severity.capitalize(), className=f"severity severity-{severity}"),
        _frames([(one.frame, one.count) for one in group]),
        f"{_found(group):,}",
        f"{sum(one.of for one in group):,}",
        _history(group),
    ]


def _frames(counts: Sequence[tuple[str, int]]) -> str:
    """The frames; of several, how many each has, the most first."""
    if len(counts) == 1:
        return frame_words(counts[0][0])
    ordered = sorted(counts, key=lambda one: (-one[1], one[0]))
    return ", ".join(frame_words(frame) + (f" {count:,}" if count else "") for frame, count in ordered)


def _history(group: tuple[CheckRead, ...]) -> Cell:
    totals = Counter[str]()
    for one in group:
        totals.update(dict(one.history))
    counts = [totals[snapshot] for snapshot in sorted(totals)]  # a snapshot is named by its day
    drawn = history(counts)
    if not drawn:
        return "first snapshot"
    said = ", ".join(f"{count:,}" for count in counts[-6:])
    return html.Img(src=drawn, alt=f"The latest {min(len(counts), 6)} counts: {said}", className="spark")


def rules_table(rules: Sequence[RuleCount]) -> html.Div | html.P:
    """How many rows each rule set aside, and in which frames."""
    if not rules:
        return html.P("No row was set aside.")
    heads = [Head("Rule"), Head("Frames"), Head("Rows", number=True)]
    broken: dict[str, list[RuleCount]] = {}
    for one in rules:
        broken.setdefault(one.rule, []).append(one)
    told = [
        (
            sum(one.count for one in group),
            RULE_WORDS[rule],
            _frames([(one.frame, one.count) for one in group]),
        )
        for rule, group in broken.items()
    ]
    rows: list[list[Cell]] = [
        [words, frames, f"{count:,}"] for count, words, frames in sorted(told, key=lambda one: -one[0])
    ]
    return number_table("Rows set aside, by the rule they broke", heads, rows, id="rules")


def frame_words(name: str) -> str:
    """A frame or a column as a reader says it.

    >>> frame_words("cps_submissions"), frame_words("notified_on")
    ('CPS submissions', 'notified on')
    """
    return name.replace("_", " ").replace("cps", "CPS")
