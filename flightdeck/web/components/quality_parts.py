"""The parts of the data quality page: what came in, what broke a rule, what the source cannot give."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import pandas as pd
from dash import html

from flightdeck.charts.history import history
from flightdeck.data.conform.rules import RULE_WORDS, Rule
from flightdeck.domain.filters import Filters
from flightdeck.domain.wording import day_text
from flightdeck.services.quality import AbsentField, CheckRead, FrameRows, Quality, RuleCount
from flightdeck.web.components.links import link
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import facts

_SEVERITY_ORDER = ("high", "medium", "low")
_WHOLE_FRAME = "*"


def in_words(quality: Quality) -> str:
    """The rows of the snapshot in one sentence that adds up."""
    rows_in, kept, aside = (
        sum(getattr(frame, name) for frame in quality.frames) for name in ("rows_in", "kept", "quarantined")
    )
    broken = sum(check.count > 0 for check in quality.checks)
    return (
        f"{rows_in:,} rows came in: {kept:,} were kept and {aside:,} set aside. "
        f"{broken:,} of {len(quality.checks):,} checks found something."
    )


def frames_table(frames: Sequence[FrameRows]) -> html.Div:
    """Rows in, kept and set aside, frame by frame, and their total."""
    heads = [
        Head("Frame"),
        Head("Rows in", number=True),
        Head("Kept", number=True),
        Head("Set aside", number=True),
        Head("In = kept + set aside"),
    ]
    rows = [_frame(frame) for frame in frames]
    total = FrameRows(
        "all", *(sum(getattr(frame, name) for frame in frames) for name in ("rows_in", "kept", "quarantined"))
    )
    return number_table("Rows of each frame", heads, [*rows, _frame(total)], id="frames", marked=[len(rows)])


def _frame(frame: FrameRows) -> list[Cell]:
    holds = frame.rows_in == frame.kept + frame.quarantined
    return [
        _words(frame.frame),
        f"{frame.rows_in:,}",
        f"{frame.kept:,}",
        f"{frame.quarantined:,}",
        "holds" if holds else "does not hold",
    ]


def checks_table(checks: Sequence[CheckRead]) -> html.Div:
    """Every check, the most severe first, with its count in earlier snapshots."""
    heads = [
        Head("Check"),
        Head("Severity"),
        Head("Frame"),
        Head("Found", number=True),
        Head("Of", number=True),
        Head("Snapshot by snapshot"),
    ]
    ordered = sorted(
        checks, key=lambda check: (_SEVERITY_ORDER.index(check.severity), -check.count, check.title)
    )
    rows = [_check(check) for check in ordered]
    return number_table("Checks of the snapshot", heads, rows, id="checks", tall=True)


def _check(check: CheckRead) -> list[Cell]:
    return [
        check.title,
        html.Span(check.severity.capitalize(), className=f"severity severity-{check.severity}"),
        _words(check.frame),
        f"{check.count:,}",
        f"{check.of:,}",
        _history(check),
    ]


def _history(check: CheckRead) -> Cell:
    counts = [count for _, count in check.history]
    drawn = history(counts)
    if not drawn:
        return "first snapshot"
    said = ", ".join(f"{count:,}" for count in counts[-6:])
    return html.Img(src=drawn, alt=f"The latest {min(len(counts), 6)} counts: {said}", className="spark")


def rules_table(rules: Sequence[RuleCount]) -> html.Div | html.P:
    """How many rows each rule set aside."""
    if not rules:
        return html.P("No row was set aside.")
    heads = [Head("Rule"), Head("Frame"), Head("Rows", number=True)]
    ordered = sorted(rules, key=lambda rule: -rule.count)
    rows: list[list[Cell]] = [
        [RULE_WORDS[rule.rule], _words(rule.frame), f"{rule.count:,}"] for rule in ordered
    ]
    return number_table("Rows set aside, by the rule they broke", heads, rows, id="rules", tall=True)


def set_aside_table(rows: pd.DataFrame, *, page: int, size: int) -> html.Div:
    """One page of the rows set aside: where each stands in the source and its keyed reference, never a value."""
    heads = [
        Head("Reference (keyed)"),
        Head("Frame"),
        Head("Source"),
        Head("Row", number=True),
        Head("Column"),
        Head("What is wrong"),
    ]
    columns = ["reference_hash", "frame", "source", "row", "rule", "column", "detail"]
    shown = rows[columns].iloc[(page - 1) * size : page * size].astype("str")
    cells: list[list[Cell]] = [
        [html.Code(reference), _words(frame), source, row, _words(column), _wrong(rule, detail)]
        for reference, frame, source, row, rule, column, detail in shown.itertuples(index=False)
    ]
    return number_table(
        "Rows set aside, for those who put them right", heads, cells, id="set-aside", tall=True
    )


def _wrong(rule: str, detail: str) -> str:
    """The rule that was broken; of a label that is no code, what the source says, as far as that is kept."""
    told = RULE_WORDS[rule]
    return f"{told} The source says: {detail}" if rule == Rule.UNKNOWN_CODE.id else told


def absent_table(absent: Sequence[AbsentField], filters: Filters) -> html.Div | html.P:
    """What the source cannot give, why, and which KPIs that blocks."""
    if not absent:
        return html.P("The source gives every field of the canonical model.")
    heads = [Head("Field"), Head("Reason"), Head("Barrier"), Head("KPIs that cannot be computed")]
    rows = [_absent(one, filters) for one in absent]
    return number_table("Fields the source does not give", heads, rows, id="absent")


def _absent(one: AbsentField, filters: Filters) -> list[Cell]:
    field = one.field
    name = field.frame if field.column == _WHOLE_FRAME else f"{field.frame}.{field.column}"
    blocked = html.Ul([html.Li(link(_words(kpi).capitalize(), f"/kpi/{kpi}", filters)) for kpi in one.blocks])
    return [
        html.Code(name),
        field.reason,
        _words(field.barrier).capitalize(),
        blocked if one.blocks else "none",
    ]


def manifest_facts(quality: Quality) -> html.Dl:
    """What identifies the snapshot, so that any figure can be traced to it."""
    return facts(
        [
            ("Snapshot", quality.about.id),
            ("As at", day_text(quality.about.as_at)),
            ("Made", _moment(quality.about.created_at)),
            ("Source", quality.source),
            ("Record system", quality.system),
            ("Mapping", quality.about.mapping_title),
            ("Content hash", html.Code(quality.content_hash)),
            ("Code lists", _versions(quality.code_lists)),
        ]
    )


def _moment(text: str) -> str:
    """A moment as a reader sees it; the manifest writes it in UTC."""
    try:
        made = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{day_text(made.date())}, {made:%H:%M} UTC"


def _versions(code_lists: Mapping[str, str]) -> html.Ul:
    """The lists of each version."""
    versions = sorted(set(code_lists.values()), reverse=True)
    by_version = {
        one: [_words(name) for name, version in code_lists.items() if version == one] for one in versions
    }
    return html.Ul([html.Li(f"{one}: {', '.join(names)}") for one, names in by_version.items()])


def _words(name: str) -> str:
    """A name of ours as a reader says it."""
    return name.replace("_", " ").replace("cps", "CPS")
