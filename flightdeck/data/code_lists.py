"""Code lists read from `data/code_lists/*.yaml`."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from flightdeck.data.marked_yaml import MarkedFile, model_faults, read_marked
from flightdeck.domain.codes import Code, CodeList, RecordingStatus, nearest
from flightdeck.errors import Fault, ReaderError


def _text_of(value: object) -> object:
    """A code is text, also where YAML reads `21` as a number."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


_Text = Annotated[str, BeforeValidator(_text_of)]


class _CodeEntry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Annotated[_Text, Field(min_length=1)]
    label: str
    group: str = ""
    number: _Text = ""
    scopes: tuple[str, ...] = ()
    status: RecordingStatus = RecordingStatus.VALID
    valid_from: date | None = None
    valid_to: date | None = None
    forward: _Text | None = None
    aliases: tuple[_Text, ...] = ()


class _CodeListFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    source: str
    verified: bool
    version: _Text
    codes: tuple[_CodeEntry, ...]


_VALID_KEYS = {"": tuple(_CodeListFile.model_fields), "codes": tuple(_CodeEntry.model_fields)}


def load_code_lists(folder: Path) -> dict[str, CodeList]:
    """Every code list of a folder, by id.

    Raises:
        ReaderError: with every fault of every file, each with its line.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise ReaderError.of(
            "there is no code list here",
            where=str(folder),
            remedy="Name the folder that holds the code lists.",
        )
    lists: dict[str, CodeList] = {}
    faults: list[Fault] = []
    for path in paths:
        try:
            code_list = load_code_list(path)
        except ReaderError as error:
            faults += error.faults
        else:
            lists[code_list.id] = code_list
    if faults:
        raise ReaderError(faults)
    return lists


def load_code_list(path: Path) -> CodeList:
    """One code list.

    Raises:
        ReaderError: with every fault of the file, each with its line.
    """
    marked = read_marked(path)
    faults = list(marked.faults)
    try:
        raw = _CodeListFile.model_validate(marked.value)
    except ValidationError as error:
        raise ReaderError([*faults, *model_faults(error, marked=marked, valid=_VALID_KEYS)]) from error
    faults += _rule_faults(raw, marked)
    if faults:
        raise ReaderError(faults)
    codes = tuple(Code(**entry.model_dump()) for entry in raw.codes)
    return CodeList(
        id=raw.id, title=raw.title, source=raw.source, verified=raw.verified, version=raw.version, codes=codes
    )


def _rule_faults(raw: _CodeListFile, marked: MarkedFile) -> Iterator[Fault]:
    if raw.id != marked.path.stem:
        yield Fault(
            f'the id "{raw.id}" is not the name of the file',
            where=marked.where(("id",)),
            remedy=f"Write id: {marked.path.stem}.",
        )
    if not raw.codes:
        yield Fault(
            "the list has no code", where=marked.where(("codes",)), remedy="Add one, or remove the file."
        )
    times = Counter(name.casefold() for entry in raw.codes for name in {entry.code, *entry.aliases})
    names = [entry.code for entry in raw.codes]
    for index, entry in enumerate(raw.codes):
        where = marked.where(("codes", index))
        for name in {entry.code, *entry.aliases}:
            if times[name.casefold()] > 1:
                yield Fault(
                    f'"{name}" stands for two codes',
                    where=where,
                    remedy="A code or alias belongs to one code.",
                )
        if entry.forward is not None and entry.forward not in names:
            yield Fault(
                f'"{entry.forward}" is no code of this list',
                where=where,
                remedy=nearest(entry.forward, names),
            )
        if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
            yield Fault(f'"{entry.code}" ends before it begins', where=where, remedy="Put the dates right.")
