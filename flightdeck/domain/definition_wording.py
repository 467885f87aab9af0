"""The parts of a definition that a condition alone does not say, in plain English."""

from collections.abc import Mapping

from flightdeck.domain.codes import CodeList
from flightdeck.domain.condition import EVERYWHERE
from flightdeck.domain.condition_wording import condition_sentence
from flightdeck.domain.definition import Definition
from flightdeck.domain.definition_parts import Cover
from flightdeck.domain.filters import Basis
from flightdeck.domain.result import KpiResult
from flightdeck.domain.wording import SCOPE_LABELS

Lists = Mapping[str, CodeList]
_DAYS = {"month_end": "the month end", "as_at": "the day it is as at"}  # dates that no "day" goes before


def cohort_sentence(result: KpiResult, definition: Definition, *, code_lists: Lists) -> str:
    """Which rows a figure is of: the condition, the day that places them, the window, the offences and the place."""
    what = rows_words(definition, code_lists=code_lists)
    placed = day_of(definition.period[Basis(result.basis)])
    place = result.filters.get("team") or result.filters.get("area") or "all areas the reader may see"
    scope = SCOPE_LABELS[result.scope]
    return f"{what}; placed in a period by {placed}; {result.window or 'no window'}; {scope[:1].lower() + scope[1:]}; {place}."


def rows_words(definition: Definition, *, code_lists: Lists) -> str:
    """The rows that a definition looks at."""
    rows = definition.unit[:1].upper() + definition.unit[1:]
    if definition.where == EVERYWHERE:
        return f"{rows}, all of them"
    where = condition_sentence(definition.where, population=definition.population, code_lists=code_lists)
    return f"{rows} for which {where}"


def measured_words(definition: Definition, *, code_lists: Lists) -> list[tuple[str, str]]:
    """What a standing figure or a ratio counts: a heading and a sentence for each part; nothing for other measures."""
    told: list[tuple[str, str]] = []
    if definition.standing is not None:
        end = "" if definition.standing.end is None else f" until {day_of(definition.standing.end)}"
        told.append(("Stands", f"from {day_of(definition.standing.start)}{end}, at the end of the period"))
        told += [
            ("Only while", cover_words(one, population=definition.population, code_lists=code_lists))
            for one in definition.standing.covered
        ]
    told += [
        ("Counted while", cover_words(one, population=definition.population, code_lists=code_lists))
        for one in definition.covered
    ]
    if definition.per is not None:
        per = definition.per
        of = (
            ""
            if per.where == EVERYWHERE
            else f" for which {condition_sentence(per.where, population=per.population, code_lists=code_lists)}"
        )
        told.append(
            ("Divided by", f"{plain(per.weight)} of the {plain(per.population)}{of} that stand that day")
        )
    if definition.ratio is not None:
        whole = "the rows" if definition.ratio.whole is None else plain(definition.ratio.whole)
        told.append(("Ratio", f"{plain(definition.ratio.part)}, added up, over {whole}"))
    return told


def cover_words(cover: Cover, *, population: str, code_lists: Lists) -> str:
    """One cover, of rows of a population, in words."""
    what = "the row itself" if cover.by is None else f"one of its {plain(cover.by)}"
    if cover.at_least > 1:
        what = f"{cover.at_least} or more of its {plain(cover.by or '')} at once"
    where = (
        ""
        if cover.where == EVERYWHERE
        else f" for which {condition_sentence(cover.where, population=cover.by or population, code_lists=code_lists)}"
    )
    verb = "holds" if cover.holds else "does not hold"
    return f"{what}{where} {verb}, {_from(cover)}{_until(cover)}"


def _from(cover: Cover) -> str:
    day = day_of(cover.start)
    if not cover.after_days:
        return f"from {day}"
    days = f"{abs(cover.after_days)} {'day' if abs(cover.after_days) == 1 else 'days'}"
    return f"from {days} {'after' if cover.after_days > 0 else 'before'} {day}"


def _until(cover: Cover) -> str:
    if cover.end is not None:
        return f" until {day_of(cover.end)}"
    return "" if cover.for_days is None else f", for {cover.for_days} days"


def day_of(column: str) -> str:
    """A date column as a reader sees it.

    >>> day_of("recorded_on"), day_of("month_end")
    ('the day recorded', 'the month end')
    """
    return _DAYS.get(column) or f"the day {plain(column.removesuffix('_on').removesuffix('_at'))}"


def plain(name: str) -> str:
    """A name of the model without its joints."""
    return name.replace("_", " ")
