"""A first mapping written by looking at a source: guesses by likeness of names, and comments for the rest."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flightdeck.data.conform.text import distinct, folded
from flightdeck.data.extract import RecordSource, TableShape, open_source
from flightdeck.data.likeness import CLOSE, closest
from flightdeck.data.mapping.model import AsAt, Source
from flightdeck.data.mapping.model import Mapping as SourceMapping
from flightdeck.domain.codes import CodeLists
from flightdeck.domain.condition import EVERYWHERE
from flightdeck.domain.schema import CHARACTERISTICS, FRAMES, Column, Frame, Kind, status_column
from flightdeck.errors import ReaderError

MOST_LABELS = 25  # a column with more distinct values is no code column
LONGEST_LABEL = 60

_STATUS = frozenset(status_column(name) for name in CHARACTERISTICS)
_LABELLED = (Kind.CODE, Kind.FLAG)


def draft_mapping(source: str, *, code_lists: CodeLists | None = None, kept_in: Path = Path()) -> str:
    """The text of a first mapping of a database address or a folder.

    Every guess carries a remark to confirm it; what no name resembles is left out in a comment, so that
    `flightdeck map check` lists what is still to be decided.

    Args:
        source: a database address, or a folder as it is called where the command runs.
        kept_in: the folder the mapping will lie in; the folder of a source is named as seen from there.

    Raises:
        ReaderError: when the source cannot be opened or holds no table.
    """
    mapping = _bare(source)
    with open_source(mapping, store=Path()) as opened:
        shapes = {table: shape for table in opened.tables() for shape in opened.shapes(table)}
        if not shapes:
            raise ReaderError.of(
                "the source holds no table", where=opened.describe(), remedy="Is it the right place?"
            )
        draft = _Draft(opened, shapes, code_lists or {})
        return "\n".join([*_head(mapping.source, opened, kept_in=kept_in), *draft.frames()]) + "\n"


def _bare(source: str) -> SourceMapping:
    is_database = "://" in source
    return SourceMapping(
        mapping="draft",
        title="Draft",
        version=1,
        synthetic=False,
        system="other",
        source=Source(database=source) if is_database else Source(folder=source),
        as_at=AsAt(today=True),
        frames={},
        path=Path("draft.yaml"),  # so that a relative folder is sought where the command runs
    )


def _head(source: Source, opened: RecordSource, *, kept_in: Path) -> list[str]:
    place = (
        f"folder: {_quoted(_seen_from(kept_in, source.folder))}"
        if source.folder
        else 'database: "${SOURCE_DATABASE}"'
    )
    return [
        f"# A first draft, written by looking at: {opened.describe()}. Confirm every line, then run:",
        "#   flightdeck map check THIS_FILE.yaml",
        "mapping: my_record_system",
        "title: My record system",
        "version: 1",
        "synthetic: false",
        "system: other   # athena, niche or other",
        "source:",
        f"  {place}   # keep passwords out of this file: ${{NAME}} reads an environment variable",
        "as_at: {today: true}   # better: {table: ..., column: ...} that holds the day of the extract",
        "frames:",
    ]


def _seen_from(kept_in: Path, folder: str) -> str:
    """A folder as the mapping must name it: whole where it was given whole, else relative to the mapping."""
    if Path(folder).is_absolute():
        return folder
    here, there = kept_in.resolve(), Path(folder).resolve()
    try:
        return Path(os.path.relpath(there, here)).as_posix()
    except ValueError:  # another drive of Windows
        return str(there)


@dataclass(slots=True)
class _Draft:
    """A source being drafted from; each table is sampled once."""

    source: RecordSource
    shapes: Mapping[str, TableShape]
    code_lists: CodeLists
    _samples: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def frames(self) -> Iterator[str]:
        """The lines of every frame."""
        for frame in FRAMES.values():
            table, columns = self._best_table(frame)
            yield f"  # {frame.grain}"
            if not table:
                yield f"  # {frame.name}: no table resembles it. Map it, or: {{absent: why the source cannot give it}}"
                continue
            yield f"  {frame.name}:"
            yield f"    - table: {_quoted(table)}   # a guess"
            yield "      columns:"
            for column in frame.columns:
                if column.name not in _STATUS:
                    yield from self._column(column, table, columns.get(column.name))
            unused = [name for name in self.shapes[table].columns if name not in columns.values()]
            yield f"      # columns of {table} not used: {', '.join(unused) or 'none'}"

    def _best_table(self, frame: Frame) -> tuple[str, dict[str, str]]:
        best: tuple[float, str, dict[str, str]] = (0.0, "", {})
        for table, shape in self.shapes.items():
            columns = _guesses(frame, shape)
            required = [column.name for column in frame.columns if column.required]
            found = sum(name in columns for name in required) / len(required)
            score = found + closest(frame.name, [table])[1]
            if found >= _ENOUGH_REQUIRED.get(frame.name, _ENOUGH) and score > best[0]:
                best = (score, table, columns)
        return best[1], best[2]

    def _column(self, column: Column, table: str, guess: str | None) -> Iterator[str]:
        if guess is None:
            yield f"        # {column.name}: {column.about}"
            return
        if column.kind not in _LABELLED:
            yield f"        {column.name}: {_quoted(guess)}   # a guess: {column.about}"
            return
        labels = self._labels(table).get(guess, [])
        yield f"        {column.name}:   # a guess: {column.about}"
        yield f"          column: {_quoted(guess)}"
        if labels:
            yield "          labels:"
            yield from self._label_lines(column, labels)

    def _label_lines(self, column: Column, labels: list[str]) -> Iterator[str]:
        for label in labels:
            code = self._code(column, label)
            if code is None:
                yield f"            {_quoted(label)}: null   # seen in the source; choose its code, null is missing"
            else:
                yield f"            {_quoted(label)}: {code}   # a guess"

    def _code(self, column: Column, label: str) -> str | None:
        if column.kind is Kind.FLAG:
            return {"y": "true", "yes": "true", "1": "true", "n": "false", "no": "false", "0": "false"}.get(
                folded(label)
            )
        code_list = self.code_lists.get(column.codes or "")
        for code in code_list.codes if code_list else ():
            if folded(label) in map(folded, (code.code, code.label, *code.aliases)):
                return _quoted(code.code)
        return None

    def _labels(self, table: str) -> dict[str, list[str]]:
        """The distinct values of each column of the first rows, for the columns that hold few."""
        if table not in self._samples:
            names = list(self.shapes[table].columns)
            chunk = next(iter(self.source.read(table, columns=names, where=EVERYWHERE)), None)
            found = (
                {}
                if chunk is None
                else {name: sorted({*distinct(chunk.frame[name]).texts} - {""}) for name in names}
            )
            self._samples[table] = {name: values for name, values in found.items() if _are_labels(values)}
        return self._samples[table]


_ENOUGH = 0.5  # a table that resembles fewer of a frame's required columns is another thing
_ENOUGH_REQUIRED = {"crimes": 0.2}  # every source holds crimes, so the likeliest table is shown


def _guesses(frame: Frame, shape: TableShape) -> dict[str, str]:
    """Canonical column to source column, the most alike pairs first, each source column used once."""
    pairs = sorted(
        (
            (*closest(column.name, shape.columns), column.name)
            for column in frame.columns
            if column.name not in _STATUS
        ),
        key=lambda pair: -pair[1],
    )
    guesses: dict[str, str] = {}
    for source, score, name in pairs:
        if score >= CLOSE and source not in guesses.values():
            guesses[name] = source
    return guesses


def _are_labels(values: list[str]) -> bool:
    return 0 < len(values) <= MOST_LABELS and all(len(value) <= LONGEST_LABEL for value in values)


def _quoted(text: str | None) -> str:
    """Text as YAML reads it back unchanged; JSON strings are YAML."""
    return json.dumps(text or "", ensure_ascii=False)
