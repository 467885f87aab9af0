"""The shape of a KpiResult as JSON as a page; a field without words fails the build."""

import json
from dataclasses import Field, fields
from datetime import date
from typing import ClassVar, Protocol, get_type_hints

from flightdeck.cli.reference.markdown import code, document, table
from flightdeck.cli.reference.types import type_text
from flightdeck.cli.reference.words import said
from flightdeck.domain.definition import Definition
from flightdeck.domain.result import Excluded, Extra, Group, KpiResult, MissingField, Point, Spc, Status
from flightdeck.domain.signal_wording import RULE_WORDS
from flightdeck.domain.wording import ASSURANCE_WORDS, STATUS_WORDS, VARIATION_WORDS, sentence


class Record(Protocol):
    """A dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[object]]]


_OPENING = """\
`flightdeck kpi show ID --json` prints one KpiResult. Every face of the product shows the same result, and it has already
passed the suppression gate: a number that is hidden is `null` here too. A share is between 0 and 1. Months are `2024-01`."""
_STATUS_ABOUT = {
    Status.OK: "There is a figure.",
    Status.SUPPRESSED: "The figure is there and is hidden from this audience.",
    Status.NOT_COMPUTABLE: "The source cannot give a field it needs; `missing` names it.",
    Status.INSUFFICIENT: "There is nothing, or too little, to draw a figure from; `reason` says what.",
}
_WORDS: dict[type[Record], dict[str, str]] = {
    KpiResult: {
        "id": "Id of the KPI.", "ref": "Number in the catalogue.", "title": "Title.", "version": "Version of the definition.",
        "authority": "Whose definition it is.", "pillar": "Pillar.", "measure": "Kind of calculation.",
        "unit": "What is counted.", "value_unit": "Unit of `value`: `%` (a share), `days`, `ratio`, or what is counted.",
        "scope": "Offences covered.", "basis": "The date that places a row in a period.",
        "improves_when": "Which way is better.", "snapshot": "Id of the snapshot.", "as_at": "Day the snapshot describes.",
        "synthetic": "True for made-up data.", "audience": "Whose suppression rules were applied.",
        "filters": "The filters that differ from the default.", "status": "See [status](#status).",
        "reason": "Why there is no figure, as a sentence.", "window": "The window of the headline figure in words.",
        "window_first": "First month of the window.", "window_last": "Last month of the window.",
        "numerator": "Count above the line; null when hidden or when the measure has none.",
        "denominator": "Count below the line.", "value": "The figure.",
        "lower": "Lower end of the 95 % interval.", "upper": "Upper end; null with a lower end means open-ended.",
        "at_least": "True when hidden cells lie in the window: the figure is at least this.",
        "extras": "Further figures that stand beside it; see [extras](#extras).",
        "series": "One point a period; see [series](#series).", "spc": "How to read the series; see [spc](#spc).",
        "completeness": "Share of rows that have the dates and codes the figure needs.",
        "excluded": "Rows left out, counted; see [excluded](#excluded).",
        "missing": "Fields the source cannot give; see [missing](#missing).",
        "characteristic": "The protected characteristic, for completeness.", "target": "Target, if a board has set one.",
        "noted": "Dated events that touch it: number, title, day, and whether limits are redrawn at it.",
        "balance": "Title of the KPI that shows what an improvement of this one may cost.",
        "caveats": "What a reader must bear in mind.", "sentence": "The figure as a sentence.",
        "interval": "`[lower, upper]`, or null.",
    },
    Point: {
        "period": "Label of the period.", "first": "First month.", "last": "Last month.",
        "numerator": "Count above the line.", "denominator": "Count below the line.", "value": "The figure.",
        "lower": "Lower end of the 95 % interval.", "upper": "Upper end of the 95 % interval.",
        "mature": "False while the period is too young to judge.", "hidden": "True when a number is suppressed; a true zero is 0.",
        "at_least": "True when hidden cells lie in the period: the figure is at least this.", "signal": "The rule the point breaks, or `none`.",
        "mean": "Centre line at this point; of a figure that stands, what the period before leads to expect.", "lower_limit": "Lower process limit.", "upper_limit": "Upper process limit.",
    },
    Spc: {
        "mean": "Latest centre line.", "lower_limit": "Latest lower process limit.", "upper_limit": "Latest upper process limit.",
        "variation": "See [variation](#variation).", "assurance": "See [assurance](#assurance).",
        "rule": "See [rule](#rule).", "rebased": "Months at which the limits start anew, at a dated, named event.",
        "carried": "Of a figure that stands: the share of its distance from the mean that the next period keeps, 0 to 1. Else 0.",
        "limits": "`[lower_limit, upper_limit]`, or null.", "signals": "The signal of each point of the series.",
    },
    Extra: {"name": "Name.", "label": "Label.", "value": "The figure.", "unit": "Its unit."},
    Excluded: {"name": "Name of the exclusion.", "because": "Why.", "count": "Rows; null when hidden."},
    MissingField: {"frame": "Canonical frame.", "column": "Canonical column; `*` for the whole frame.", "reason": "Why the source cannot give it.", "barrier": "Name of the barrier."},
    Group: {
        "code": "Code of the group.", "label": "Label.", "numerator": "Count above the line.", "denominator": "Count below the line.",
        "value": "The figure over the whole window.", "lower": "Lower end of the interval.", "upper": "Upper end of the interval.", "hidden": "True when a number is suppressed.",
        "at_least": "True when hidden cells lie in the window: the figure is at least this.",
    },
}  # fmt: skip
# Fields that stand in the JSON beside those of the dataclass.
_JOINED: dict[type[Record], dict[str, object]] = {
    KpiResult: {"interval": tuple[float, ...] | None},
    Spc: {"limits": tuple[float, ...] | None, "signals": tuple[str, ...]},
}
_TITLES = {
    KpiResult: "KpiResult", Point: "series", Spc: "spc", Extra: "extras", Excluded: "excluded",
    MissingField: "missing", Group: "Group of a breakdown",
}  # fmt: skip


def result_page(definition: Definition) -> str:
    """Every field, every word a field can hold, and an example."""
    parts = (f"## {_TITLES[record]}\n\n{_record(record)}" for record in _WORDS)
    return document("KpiResult as JSON", _OPENING, *parts, *_words(), "## Example", _example(definition))


def _record(record: type[Record]) -> str:
    hints = get_type_hints(record)
    joined = _JOINED.get(record, {})
    names = [*(field.name for field in fields(record)), *joined]
    rows = (
        (
            code(name),
            type_text(joined[name] if name in joined else hints[name]),
            said(_WORDS[record], name),
        )
        for name in names
    )
    return table(("field", "value", "what it says"), rows)


def _words() -> tuple[str, ...]:
    status = ((code(name.value), STATUS_WORDS[name], about) for name, about in _STATUS_ABOUT.items())
    others = {"variation": VARIATION_WORDS, "assurance": ASSURANCE_WORDS, "rule": RULE_WORDS}
    return (
        "## status\n\n" + table(("value", "as shown", "what it means"), status),
        *(
            f"## {title}\n\n"
            + table(("value", "as shown"), ((code(name), shown) for name, shown in words.items()))
            for title, words in others.items()
        ),
    )


def _example(definition: Definition) -> str:
    """An invented result, so that the page does not depend on any snapshot."""
    result = KpiResult(
        id=definition.id, ref=definition.ref, title=definition.title, version=definition.version,
        authority=definition.authority.value, pillar=definition.pillar.value, measure=definition.measure.value,
        unit=definition.unit, value_unit=definition.value_unit, scope=definition.scope, basis=definition.basis.value,
        improves_when=definition.improves_when.value, snapshot="2026-10-31.3f9c1a", as_at=date(2026, 10, 31),
        synthetic=True, audience="analyst", filters={"area": "West", "by": "police_year"}, status=Status.OK,
        window="April 2024 to March 2025", window_first="2024-04", window_last="2025-03",
        numerator=24, denominator=600, value=0.04, lower=0.027, upper=0.0589,
        series=(
            Point("2024/25", "2024-04", "2025-03", 24, 600, 0.04, 0.027, 0.0589, mature=True, hidden=False),
            Point("2025/26", "2025-04", "2026-03", 12, 620, 0.0194, 0.0111, 0.0335, mature=False, hidden=False),
        ),
        spc=Spc(None, None, None, "too_few_points", "too_few_points", "none"),
        completeness=1.0, caveats=definition.caveats,
    )  # fmt: skip
    shown = {**result.to_json(), "sentence": sentence(result)}
    return f"SYNTHETIC: the numbers are invented.\n\n```json\n{json.dumps(shown, indent=2, ensure_ascii=False)}\n```"
