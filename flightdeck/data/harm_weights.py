"""The table of harm weights: days of imprisonment an offence stands for, who says so, and whether anybody has checked."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from flightdeck.domain.codes import CodeList, nearest
from flightdeck.domain.harm import Weight
from flightdeck.errors import Fault, ReaderError

HEADINGS = ("offence_code", "weight_days", "source", "verified")
_FLAGS = {"true": True, "false": False}


def read_weights(path: Path, *, code_lists: Mapping[str, CodeList]) -> dict[str, Weight]:
    """The weights by offence code.

    Raises:
        ReaderError: with every fault of the file, each with its line.
    """
    lines = _lines(path)
    faults = list(_faults(lines, path, _offences(code_lists)))
    if faults:
        raise ReaderError(faults)
    return {
        line["offence_code"]: Weight(
            line["offence_code"], int(line["weight_days"]), line["source"], _FLAGS[line["verified"]]
        )
        for line in lines
    }


def _lines(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != HEADINGS:
                raise ReaderError.of(
                    "the headings of the table of weights are others",
                    where=f"{path}:1",
                    remedy="Write " + ",".join(HEADINGS) + ".",
                )
            return [{name: str(row.get(name) or "") for name in HEADINGS} for row in reader]
    except (OSError, UnicodeDecodeError) as error:
        raise ReaderError.of(
            f"the table of weights cannot be read: {error}",
            where=str(path),
            remedy="Check its name and that it is UTF-8 text.",
        ) from error


def _faults(lines: list[dict[str, str]], path: Path, offences: tuple[str, ...]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, line in enumerate(lines, start=2):
        where, code = f"{path}:{place}", line["offence_code"]
        if offences and code not in offences:
            yield Fault(f'"{code}" is not an offence code', where, nearest(code, offences))
        if code in seen:
            yield Fault(f'"{code}" has two weights', where, "Keep one of them.")
        seen.add(code)
        if not line["weight_days"].isdigit():
            yield Fault(
                f'the weight "{line["weight_days"]}" is not a whole number of days',
                where,
                "Write it in digits, such as 1825.",
            )
        if line["verified"] not in _FLAGS:
            yield Fault(f'"{line["verified"]}" is neither true nor false', where, "Write true or false.")
        if not line["source"]:
            yield Fault(f'the weight of "{code}" has no source', where, "Say where it comes from.")


def _offences(code_lists: Mapping[str, CodeList]) -> tuple[str, ...]:
    return code_lists["offence"].names() if "offence" in code_lists else ()
