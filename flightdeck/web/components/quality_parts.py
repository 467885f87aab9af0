"""The parts of the data quality page: what came in, what broke a rule, what the source cannot give."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import pandas as pd
from dash import html

from flightdeck.data.conform.rules import RULE_WORDS, Rule
from flightdeck.domain.filters import Filters
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.domain.wording import day_text
from flightdeck.services.quality import AbsentField, FrameRows, Quality
from flightdeck.web.components.check_parts import frame_words
from flightdeck.web.components.links import link
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import facts
from flightdeck.web.components.words import said_of

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
        frame_words(frame.frame),
        f"{frame.rows_in:,}",
        f"{frame.kept:,}",
        f"{frame.quarantined:,}",
        "holds" if holds else "does not hold",
    ]


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
        [html.Code(reference), frame_words(frame), source, row, frame_words(column), _wrong(rule, detail)]
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
    heads = [Head("Field"), Head("Reason"), Head("Barrier"), Head("KPIs without any figure")]
    rows = [_absent(one, filters) for one in absent]
    return number_table("Fields the source does not give", heads, rows, id="absent")


def _absent(one: AbsentField, filters: Filters) -> list[Cell]:
    field = one.field
    name = field.frame if field.column == _WHOLE_FRAME else f"{field.frame}.{field.column}"
    blocked = html.Ul(
        [html.Li(link(frame_words(kpi).capitalize(), f"/kpi/{kpi}", filters)) for kpi in one.blocks]
    )
    return [
        html.Code(name),
        field.reason,
        CHARACTERISTICS.get(field.column, (said_of(field.barrier),))[0],
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
        one: [frame_words(name) for name, version in code_lists.items() if version == one] for one in versions
    }
    return html.Ul([html.Li(f"{one}: {', '.join(names)}") for one, names in by_version.items()])
