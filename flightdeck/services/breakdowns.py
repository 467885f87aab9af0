"""Breakdowns, funnels and time to outcome: one KPI looked at closer, through the same gate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.codes import CodeList, nearest
from flightdeck.domain.definition import Definition
from flightdeck.domain.filters import Filters
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.result import Group, KpiResult, Status
from flightdeck.errors import Fault, NotFoundError
from flightdeck.kpis.answers import Answer, Job
from flightdeck.kpis.encoding import Question
from flightdeck.kpis.engine import prepare
from flightdeck.kpis.grouping import grouped
from flightdeck.services.access import Actor, scope
from flightdeck.services.assembly import number
from flightdeck.services.deck import Deck, basis_of, characteristic_of
from flightdeck.statistics.funnel import funnel as funnel_limits
from flightdeck.statistics.suppression import (
    RULES,
    Audience,
    is_hidden,
    protect,
    protect_series,
    rate_may_be_shown,
)

PLACES = ("force", "area", "team")
_INSIDE = {
    "force": ("area", "team"),
    "area": ("team",),
    "team": (),
}  # what a place beside others must not be cut to
_WORDS = {"True": "Yes", "False": "No"}


@dataclass(frozen=True, slots=True)
class FunnelCurve:
    """Funnel limits for drawing, by size."""

    size: tuple[float, ...]
    lower_95: tuple[float, ...]
    upper_95: tuple[float, ...]
    lower_998: tuple[float, ...]
    upper_998: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FunnelAnswer:
    """Places beside each other: groups, the centre, the limits, and where each stands."""

    groups: tuple[Group, ...]
    centre: float | None
    curve: FunnelCurve
    standing: dict[str, str]
    overdispersed: bool


def breakdown(deck: Deck, kpi: str, by: str, filters: Filters, actor: Actor) -> tuple[Group, ...]:
    """One KPI by the groups of a column or by place, over the window of the headline.

    To anybody but an analyst a group's numbers are given to the nearest five and its share to a whole per cent, and
    small groups are hidden with as many others as their total needs.

    Raises:
        NotFoundError: when the KPI is not broken down so.
    """
    definition = deck.definition(kpi)
    allowed = (*PLACES, *definition.breakdowns)
    if by not in allowed:
        raise NotFoundError(
            [
                Fault(
                    f'{definition.title} is not broken down by "{by}"',
                    where="by",
                    remedy=nearest(by, allowed),
                )
            ]
        )
    whole = deck.result(kpi, filters, actor)
    if whole.status is Status.NOT_COMPUTABLE:
        return ()
    return (
        by_place(deck, definition, by, filters, actor)
        if by in PLACES
        else _by_column(deck, definition, by, filters, actor)
    )


def by_place(
    deck: Deck, definition: Definition, by: str, filters: Filters, actor: Actor
) -> tuple[Group, ...]:
    """The KPI of each place the reader may see; the gate is the deck's own."""
    options = deck.options(actor, filters.but(team=""))
    names = {"force": options.forces, "area": options.areas, "team": options.teams}[by]
    wider = filters.but(**dict.fromkeys(_INSIDE[by], ""))
    return tuple(_group(name, deck.result(definition.id, wider.but(**{by: name}), actor)) for name in names)


def _group(name: str, result: KpiResult) -> Group:
    hidden = result.status is Status.SUPPRESSED
    return Group(
        name, name, result.numerator, result.denominator, result.value, result.lower, result.upper, hidden
    )


def _by_column(
    deck: Deck, definition: Definition, by: str, filters: Filters, actor: Actor
) -> tuple[Group, ...]:
    reach = scope(actor, filters)
    loaded = deck.loaded(filters)
    basis, characteristic = basis_of(definition, filters), characteristic_of(definition, filters)
    span = deck.span(definition, filters, loaded, basis=basis)
    if span is None:
        return ()
    places = loaded.encoding.places.chosen(force=filters.force, areas=reach.areas, team=filters.team)
    job = grouped(
        Job(definition, basis, loaded.populations, loaded.encoding, characteristic), by, places=places
    )
    prepared = prepare(job)
    codes = np.arange(len(job.encoding.places))
    answers = [
        prepared.answer(
            Question.of(
                [span.window],
                job.encoding,
                scope=filters.scope or definition.scope,
                places=codes[code : code + 1],
            )
        )
        for code in codes
    ]
    labels = _labels(definition, by, job.encoding.places.team, deck.code_lists)
    groups = _protected(definition, job.encoding.places.team, labels, answers, actor.audience)
    return tuple(group for group in groups if group.denominator != 0 or group.hidden)


def _labels(
    definition: Definition, by: str, codes: Sequence[str], code_lists: Mapping[str, CodeList]
) -> list[str]:
    column = POPULATIONS[definition.population].columns[by]
    names = (
        code_lists[column.codes].labels() if column.codes is not None and column.codes in code_lists else {}
    )
    return [names.get(code, _WORDS.get(code, code)) for code in codes]


def _protected(
    definition: Definition,
    codes: Sequence[str],
    labels: Sequence[str],
    answers: Sequence[Answer],
    audience: Audience,
) -> list[Group]:
    below = np.array([int(answer.denominator[0]) for answer in answers], dtype=np.int64)
    above = (
        None
        if answers[0].numerator is None
        else np.array([_first(answer) for answer in answers], dtype=np.int64)
    )
    hidden, hidden_whole = _hidden(below, above, audience)
    thin = (
        (below > 0) & ~rate_may_be_shown(below, audience=audience)
        if definition.is_share or definition.duration
        else np.zeros(len(below), dtype=bool)
    )
    coarse = audience is not Audience.ANALYST
    return [
        _shown(
            code,
            label,
            answer,
            hidden=bool(hidden[row] or thin[row]),
            hidden_whole=bool(hidden_whole[row]),
            coarse=coarse,
        )
        for row, (code, label, answer) in enumerate(zip(codes, labels, answers, strict=True))
    ]


def _first(answer: Answer) -> int:
    return 0 if answer.numerator is None else int(answer.numerator[0])


def _hidden(
    below: NDArray[np.int64], above: NDArray[np.int64] | None, audience: Audience
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    if RULES[audience].fewest <= 1:
        none = np.zeros(len(below), dtype=bool)
        return none, none
    if above is None:
        whole = is_hidden(protect(below, audience=audience))
        return whole, whole
    marks = protect_series(above, below, audience=audience)
    return is_hidden(marks.rates) | is_hidden(marks.numerators), is_hidden(marks.denominators)


def _shown(code: str, label: str, answer: Answer, *, hidden: bool, hidden_whole: bool, coarse: bool) -> Group:
    whole = None if hidden_whole else _near(int(answer.denominator[0]), coarse=coarse)
    if hidden:
        return Group(code, label, None, whole, None, None, None, hidden=True)
    part = None if answer.numerator is None else _near(_first(answer), coarse=coarse)
    value, lower, upper = (
        _rough(float(values[0]), share=answer.numerator is not None, coarse=coarse)
        for values in (answer.value, answer.lower, answer.upper)
    )
    return Group(code, label, part, whole, value, lower, upper, hidden=False)


def _near(count: int, *, coarse: bool) -> int:
    return 5 * round(count / 5) if coarse else count


def _rough(value: float, *, share: bool, coarse: bool) -> float | None:
    found = number(value)
    if found is None or not coarse:
        return found
    return round(found, 2) if share else float(round(found))


def funnel(deck: Deck, kpi: str, by: str, filters: Filters, actor: Actor) -> FunnelAnswer:
    """Places on a funnel plot: only those that may be shown, against limits for their size."""
    groups = breakdown(deck, kpi, by, filters, actor)
    known = [group for group in groups if group.numerator is not None and group.denominator]
    if len(known) < 2:  # noqa: PLR2004 (one place has nothing to stand beside)
        return FunnelAnswer(groups, None, FunnelCurve((), (), (), (), ()), {}, overdispersed=False)
    found = funnel_limits(
        [group.numerator or 0 for group in known], [group.denominator or 0 for group in known]
    )
    curve = FunnelCurve(
        *(
            tuple(np.asarray(values).tolist())
            for values in (
                found.curve.size,
                found.curve.lower_95,
                found.curve.upper_95,
                found.curve.lower_998,
                found.curve.upper_998,
            )
        )
    )
    standing = {group.code: place.value for group, place in zip(known, found.standing, strict=True)}
    return FunnelAnswer(groups, found.centre, curve, standing, overdispersed=found.overdispersed)
