"""Every key of a mapping file and of a KPI definition as pages; a key without words fails the build."""

from collections.abc import Mapping as Words

from pydantic import BaseModel

from flightdeck.cli.reference.markdown import code, document, table, yes
from flightdeck.cli.reference.types import default_text, type_text
from flightdeck.cli.reference.words import said
from flightdeck.data.mapping.model import (
    AbsentFrame,
    AsAt,
    ColumnSource,
    Entry,
    Latest,
    Lookup,
    Mapping,
    Source,
)
from flightdeck.domain.definition import Definition
from flightdeck.domain.definition_parts import (
    Age,
    Cover,
    Duration,
    Example,
    Exclusion,
    Per,
    Ratio,
    Standing,
    Target,
)
from flightdeck.domain.definition_parts import Source as DefinitionSource

_MAPPING_OPENING = """\
A mapping file says where each canonical column comes from. `data/mappings/template.yaml` is a commented start;
`flightdeck map draft` writes one by looking at your source; `flightdeck map check` lists every fault with its line.
Unknown keys are refused. `{store}`, `${NAME}` and `${NAME:-default}` are filled in from the store and the environment."""
_DEFINITION_OPENING = """\
A KPI definition is one YAML file under `kpi_definitions`. Unknown keys are refused, and `flightdeck check` lists every
fault with its line. A walk through one: [adopt a KPI](../how-to/adopt-a-kpi.md)."""
_CONDITIONS = """\
## Conditions

The same small grammar serves `where`, `exclude` and `numerator` of a definition, over the columns of its
[population](populations.md), and `rows` of a mapping, over the columns of the source. Several keys hold together.

| written | holds when |
| --- | --- |
| `{status: open}` | the column is that value |
| `{status: [open, closed]}` | the column is one of the values |
| `{status: {not_one_of: [cancelled]}}` | the column is none of the values |
| `{age: {at_least: 16}}`, `{age: {at_most: 17}}` | the column is at or above, at or below |
| `{recorded_on: {after: 2024-03-31}}`, `{before: …}` | the column is later, earlier |
| `{outcome_on: {missing: true}}` | the column holds nothing; `false`: it holds something |
| `within: {from: recorded_on, to: outcome_on, days: 365}` | the second day is no more than so many days after the first, and not before it |
| `all: [...]`, `any: [...]`, `not: {...}` | all, any or none of the parts hold |

A missing value satisfies nothing but `missing`."""
_MAPPING_WORDS: dict[type[BaseModel], dict[str, str]] = {
    Mapping: {
        "mapping": "Short id; it stands in every snapshot.",
        "title": "What a reader sees.",
        "version": "Raise it when the meaning of a line changes.",
        "synthetic": "True puts SYNTHETIC on every page, figure and file.",
        "system": "The kind of record system.",
        "source": "Where the record system is; see [source](#source).",
        "as_at": "The day the source describes; see [as_at](#as_at).",
        "whole_from": "The day from which the source holds every crime, said as [as_at](#as_at). Figures begin there; earlier rows still feed caseloads and look-backs.",
        "force": "The force, where a frame has a force column that no entry maps.",
        "population_of": "The force area whose published population stands beside the values, where it is not the force's own name.",
        "caveats": "Sentences that stand on the data quality page.",
        "frames": "For each canonical frame, a list of [entries](#entry) or one [absence](#absent-frame).",
    },
    Source: {
        "database": "SQLAlchemy address: SQLite, PostgreSQL, SQL Server or Oracle. Put the password in the environment.",
        "folder": "Folder of CSV, XLSX or Parquet files (gzip too); relative to the mapping file.",
        "schema": "Database schema, where it is not the default one.",
        "timeout_seconds": "A query that takes longer is stopped.",
        "rows_per_chunk": "Rows held in memory at a time.",
        "encoding": "Encoding of CSV files.",
        "delimiter": "What separates the values of CSV files.",
    },
    AsAt: {
        "table": "Table that holds the day of the extract.",
        "column": "Its column.",
        "formats": "Date formats, tried in order.",
        "date": "A fixed day.",
        "today": "The day of the refresh.",
        "latest": "The latest day in a column; see [latest](#latest).",
    },
    Latest: {
        "table": "Table, or file pattern.",
        "column": "Column of days.",
        "formats": "Date formats, tried in order.",
        "precision": "`month` when the source gives months only.",
    },
    Entry: {
        "table": "Table or view; in a folder a file name, a pattern (`*-crimes.csv.gz`) or `book.xlsx#Sheet`.",
        "rows": "Which rows count: a [condition](#conditions) over the source's own columns.",
        "columns": "For each canonical column, the name of a source column or a [column source](#column-source).",
    },
    ColumnSource: {
        "column": "The source column. `crime_ref: URN` is short for `crime_ref: {column: URN}`.",
        "columns": "Several source columns, joined into one reference.",
        "joined_by": "What stands between them.",
        "constant": "One value for every row.",
        "years_between": "Two date columns; whole years between them become an age. The dates are not kept.",
        "absent": "The source cannot give it: say why, in words a board can read.",
        "barrier": "A short name of the barrier behind it; the same name groups absences.",
        "kind": "How it is absent: `no_field` (the system has no such field; the default) or `not_extractable` (it has one that cannot be got out).",
        "labels": "Label to code, whatever the case and spaces. `null` counts as missing; a label not listed counts as invalid.",
        "formats": "Date formats, tried in order.",
        "precision": "`month` when the source gives months only.",
        "lookup": "Turn the value into another; see [lookup](#lookup).",
    },
    Lookup: {"file": "CSV file, relative to the mapping file.", "key": "Column that holds the source's value.", "value": "Column that holds the new one."},
    AbsentFrame: {"absent": "The source cannot give the frame: say why.", "barrier": "A short name of the barrier behind it.", "kind": "As for a column."},
}  # fmt: skip
_MAPPING_TITLES: dict[type[BaseModel], str] = {
    Mapping: "Mapping", Source: "source", AsAt: "as_at", Latest: "latest", Entry: "Entry",
    ColumnSource: "Column source", Lookup: "lookup", AbsentFrame: "Absent frame",
}  # fmt: skip
_DEFINITION_WORDS: dict[type[BaseModel], dict[str, str]] = {
    Definition: {
        "id": "Name in lower case; it stays the same over versions.",
        "ref": "Number in the catalogue, such as A23.",
        "title": "What a reader sees.",
        "question": "The question it answers, as one sentence.",
        "pillar": "The pillar it belongs to.",
        "nom_principle": "The principle of the National Operating Model. Empty until somebody with access fills it in.",
        "recommendations": "Numbers of the HMICFRS recommendations (August 2024) it gives evidence for.",
        "authority": "Whose definition it is.",
        "status": "Whether it is in use.",
        "version": "Raise it with every change of meaning.",
        "effective_from": "The day from which it holds.",
        "supersedes": "Another id that it takes the place of. A higher version of the same id needs none.",
        "retired_on": "The day it was retired. Needed when `status` is `retired`.",
        "retired_because": "Why it was retired, in words a board can read. Needed when `status` is `retired`.",
        "measure": "The kind of calculation.",
        "population": "What is counted; see [populations](populations.md).",
        "unit": "The word for what is counted. Offences, suspects and victims are never mixed in one figure.",
        "scope": "The offences it covers.",
        "where": "Which rows count; a [condition](#conditions).",
        "exclude": "Rows left out and counted aloud; see [exclude](#exclude).",
        "period": "The date column that places a row in a period: one column, or one for each basis. The first basis is the default.",
        "preset": "The rule of a repeat suspect it follows: an id of `kpi_definitions/presets`, or `in_force`.",
        "numerator": "Which of the rows count above the line; a [condition](#conditions). Needed by a proportion.",
        "duration": "From which day to which; see [duration](#duration). Needed by durations and time to outcome.",
        "standing": "From when until when a row stands; see [standing](#standing). Needed by a standing figure.",
        "covered": "What must hold for a standing row to count above the line, all of them; see [covered](#covered).",
        "per": "What a standing count is divided by; see [per](#per).",
        "ratio": "Two columns added up; see [ratio](#ratio). Needed by a ratio.",
        "age": "Time since the latest of some moments; see [age](#age). Needed by an age.",
        "statistic": "Median or mean of a duration.",
        "longer_than_days": "Thresholds for open cases.",
        "characteristics": "Protected characteristics it can be asked of. Needed by completeness.",
        "headline_characteristics": "Those with a dial of their own on the deck.",
        "figure": "Which of the completeness figures.",
        "compares": "Column whose groups are set beside each other. Needed by a disparity.",
        "compared": "The group or groups that are compared.",
        "reference": "The group they are compared with.",
        "when_none": "What is said instead of a figure while there is nothing to count; for registers.",
        "on_deck": "Whether it has a dial on the flight deck; its page is there either way.",
        "improves_when": "Which way is better; never guessed.",
        "matures_after_days": "Days before a period is judged; younger ones are shown hollow.",
        "breakdowns": "Columns it may be broken down by.",
        "balanced_by": "The KPI it must be read beside.",
        "targets": "Dated targets and who set them; see [targets](#targets). None by default.",
        "caveats": "What a reader must bear in mind.",
        "source": "What grounds the measure; see [source](#source).",
        "example": "The worked example; see [example](#example). It is run as a test.",
        "history": "One line for each change.",
    },
    Exclusion: {"name": "Short name.", "where": "Which rows; a [condition](#conditions).", "because": "Why, as a sentence."},
    Duration: {"from": "Date column it starts on.", "to": "Date column it ends on."},
    Standing: {
        "from": "Date column it begins on.",
        "to": "Date column it is over on; empty means still standing.",
        "covered": "What must hold besides; see [covered](#covered).",
    },
    Cover: {
        "by": "The population whose rows hold; the row itself, unless said.",
        "on": "The column the two share, such as crime_ref, order_ref or staff_ref.",
        "where": "Which of those rows; a [condition](#conditions).",
        "from": "Date column from which one holds.",
        "after_days": "Days after that date, or before it where negative.",
        "to": "Date column on which it no longer holds.",
        "for_days": "For how many days it holds, instead of `to`. With neither it holds for ever.",
        "at_least": "How many must hold at once.",
        "holds": "`false` turns it round: the row counts while none holds.",
    },
    Per: {
        "population": "The population that is added up.",
        "where": "Which of its rows; a [condition](#conditions).",
        "from": "Date column they stand from.",
        "to": "Date column they stand until.",
        "weight": "The number column added up. Below ten of it no figure is drawn.",
    },
    Ratio: {
        "part": "The number column above the line.",
        "whole": "The number column below the line; the rows, unless said.",
        "until_next": "The totals of a month stand until the next ones, as of a survey.",
        "people": "Column that says how many people stand behind a row of totals; below ten no figure is drawn.",
        "value_unit": "The unit of the ratio; `%` shows it as a share.",
    },
    Age: {"since": "Date column; the latest of its days or moments counts.", "value_unit": "How the time since is counted."},
    Target: {"value": "The target, as a share (0 to 1), a count or days.", "set_by": "Who set it.", "set_on": "When."},
    DefinitionSource: {"name": "The document.", "kind": "What kind of source it is.", "verified": "Whether somebody has compared the definition with it."},
    Example: {
        "rows": "A small table with bars between the columns; the columns are those of the population.",
        "events": "A table in the same form for each other population the figure looks at, by its name.",
        "period": "The month that is asked for.",
        "expect": "What must come out: numerator, denominator, value.",
        "because": "Why, as a sentence.",
        "as_at": "The day it is seen from; long after, unless said.",
    },
}  # fmt: skip
_DEFINITION_TITLES: dict[type[BaseModel], str] = {
    Definition: "Definition", Exclusion: "exclude", Duration: "duration", Standing: "standing", Cover: "covered",
    Per: "per", Ratio: "ratio", Age: "age", Target: "targets",
    DefinitionSource: "source", Example: "example",
}  # fmt: skip


def mapping_page() -> str:
    """Every key of a mapping file."""
    return document("Mapping files", _MAPPING_OPENING, *_models(_MAPPING_WORDS, _MAPPING_TITLES), _CONDITIONS)


def definition_page() -> str:
    """Every key of a KPI definition."""
    return document(
        "KPI definition files",
        _DEFINITION_OPENING,
        *_models(_DEFINITION_WORDS, _DEFINITION_TITLES),
        _CONDITIONS,
    )


def _models(
    words: Words[type[BaseModel], Words[str, str]], titles: Words[type[BaseModel], str]
) -> tuple[str, ...]:
    return tuple(f"## {titles[model]}\n\n{_keys(model, keys)}" for model, keys in words.items())


def _keys(model: type[BaseModel], words: Words[str, str]) -> str:
    fields = {field.alias or name: field for name, field in model.model_fields.items() if not field.exclude}
    rows = (
        (
            code(name),
            said(words, name),
            type_text(field.annotation),
            yes(field.is_required()),
            default_text(field),
        )
        for name, field in fields.items()
    )
    return table(("key", "what it says", "value", "required", "default"), rows)
