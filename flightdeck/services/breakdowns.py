"""Breakdowns, funnels and time to outcome: one KPI looked at closer, through the same gate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from flightdeck.domain.codes import CodeList, nearest
from flightdeck.domain.definition import Definition
from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.period import Period
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.result import Group, KpiResult, Status
from flightdeck.errors import Fault, NotFoundError
from flightdeck.kpis.answers import Job
from flightdeck.kpis.encoding import SCOPES, Question
from flightdeck.services.access import Actor, scope
from flightdeck.services.asked import audience_of, basis_of, characteristic_of, offences_of, span_of
from flightdeck.services.assembly import number
from flightdeck.services.deck import Deck
from flightdeck.services.gate import gated
from flightdeck.services.loaded import Grouped
from flightdeck.statistics.funnel import funnel as funnel_limits
from flightdeck.statistics.suppression import Audience

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

    Small groups are hidden with as many others as their total needs, by the same gate as every figure.

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
        else by_column(deck, definition, by, filters, actor)
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
    return Group(
        name,
        name,
        result.numerator,
        result.denominator,
        result.value,
        result.lower,
        result.upper,
        hidden=result.status is Status.SUPPRESSED,
        at_least=result.at_least,
    )


def by_column(
    deck: Deck, definition: Definition, by: str, filters: Filters, actor: Actor
) -> tuple[Group, ...]:
    """The KPI of each group of any column of its population, over the window of the headline."""
    reach = scope(actor, filters)
    loaded = deck.loaded(filters)
    basis, characteristic = basis_of(definition, filters), characteristic_of(definition, filters)
    span = span_of(definition, filters, loaded, basis=basis)
    if span is None:
        return ()
    job = Job(definition, basis, loaded.populations, loaded.encoding, characteristic)
    offences, audience = offences_of(definition, filters), audience_of(definition, actor)
    found = loaded.by_group(job, by, reach=reach, scope=SCOPES.index(offences), audience=audience)
    labels = _labels(definition, by, found.codes, deck.code_lists)
    closed = audience is not Audience.ANALYST and bool(filters.force or filters.area or filters.team)
    groups = [
        _shown(found, row, label, window=span.window, offences=offences, audience=audience, closed=closed)
        for row, label in enumerate(labels)
    ]
    return tuple(group for group in groups if group.denominator != 0 or group.hidden)


def _shown(
    found: Grouped, row: int, label: str, *, window: Period, offences: str, audience: Audience, closed: bool
) -> Group:
    """One group as the audience may see it; groups of a part of a reader's places are closed to all but analysts.

    Places and groups cross, so the groups of one area could be subtracted from those of all.
    """
    code = found.codes[row]
    if closed:
        return Group(code, label, None, None, None, None, None, hidden=True)
    job, node = found.job, np.array([row])
    question = Question.of([window], job.encoding, scope=offences, places=node)
    shown = gated(
        found.prepared.answer(question),
        question,
        found.pattern,
        nodes=node,
        definition=job.definition,
        audience=audience,
        standing=job.basis is Basis.SNAPSHOT,
    )
    part = None if shown.numerator is None else number(shown.numerator[0])
    whole = number(shown.denominator[0])
    return Group(
        code,
        label,
        None if part is None else int(part),
        None if whole is None else int(whole),
        number(shown.value[0]),
        number(shown.lower[0]),
        number(shown.upper[0]),
        hidden=bool(shown.hidden[0]),
        at_least=bool(shown.at_least[0]),
    )


def _labels(
    definition: Definition, by: str, codes: Sequence[str], code_lists: Mapping[str, CodeList]
) -> list[str]:
    column = POPULATIONS[definition.population].columns[by]
    names = (
        code_lists[column.codes].labels() if column.codes is not None and column.codes in code_lists else {}
    )
    return [names.get(code, _WORDS.get(code, code)) for code in codes]


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
