"""One definition answered for one request: counted, passed through the gate, put into words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from flightdeck.domain.annotations import Annotation, touching
from flightdeck.domain.codes import RecordingStatus
from flightdeck.domain.definition import Definition, Measure
from flightdeck.domain.filters import Basis
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.repeat_wording import preset_caveat
from flightdeck.domain.result import Excluded, KpiResult, MissingField, Status
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.domain.wording import not_given, sentence
from flightdeck.kpis.answers import Answer
from flightdeck.kpis.disparity import above_floor
from flightdeck.kpis.durations import OUT_OF_ORDER
from flightdeck.kpis.encoding import SCOPES, Question
from flightdeck.kpis.recording import role_of
from flightdeck.services.access import Actor, Scope
from flightdeck.services.annotating import SeenWith
from flightdeck.services.asked import (
    audience_of,
    basis_of,
    characteristic_of,
    known_filters,
    narrowed,
    offences_of,
    span_of,
)
from flightdeck.services.assembly import completed
from flightdeck.services.gate import gated, without_counts
from flightdeck.services.loaded import LoadedSnapshot, Rows
from flightdeck.services.recordings import recordings_of, without_extras
from flightdeck.services.register_figures import Registers, register_result
from flightdeck.statistics.lattice import Pattern
from flightdeck.statistics.suppression import Audience, is_small

_BUILT_IN = {
    OUT_OF_ORDER: "The record says that the end came before the start.",
    RecordingStatus.NOT_APPLICABLE.value: "The characteristic does not apply to the person, or nobody is identified.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What every KPI of one request shares: who asks, of which snapshot, for which places."""

    actor: Actor
    reach: Scope
    loaded: LoadedSnapshot
    places: Rows
    nodes: Rows
    annotations: tuple[Annotation, ...] = ()

    @property
    def known_on(self) -> date | None:
        """The day of the earlier snapshot that was asked for; none for now."""
        return self.loaded.as_at if self.reach.filters.snapshot else None

    def seen_with(self, definition: Definition) -> SeenWith:
        """The events that touch a KPI as this request sees it."""
        areas = self.reach.areas
        return SeenWith(touching(self.annotations, definition, areas), areas)

    def of(self, characteristic: str) -> "Asked":
        """The same request for one characteristic."""
        filters = self.reach.filters.but(characteristic=characteristic)
        if filters is self.reach.filters:
            return self
        return replace(self, reach=replace(self.reach, filters=filters))


def computed(
    definition: Definition,
    asked: Asked,
    *,
    floor: float,
    balance: str,
    registers: Callable[[date | None], Registers],
) -> KpiResult:
    """A definition answered anew for a request, through the gate.

    Args:
        definition: what is counted.
        asked: who asks, of which snapshot, for which places.
        floor: the completeness below which no disparity is drawn.
        balance: title of the KPI it is read beside; empty for none.
        registers: the registers as they stood on a day, or stand.
    """
    actor, reach, loaded = asked.actor, asked.reach, asked.loaded
    basis = basis_of(definition, reach.filters)
    characteristic = characteristic_of(definition, reach.filters)
    known_filters(reach, asked.places, loaded, offences=offences_of(definition, reach.filters))
    blank = _blank(definition, asked, basis=basis, characteristic=characteristic, balance=balance)
    if POPULATIONS[definition.population].register and definition.status != "not_computable":
        known_on, first = asked.known_on, loaded.encoding.first_month
        return register_result(
            definition, blank, registers(known_on), reach.filters,
            first=first, known_on=known_on, seen_with=asked.seen_with(definition),
        )  # fmt: skip
    missing = loaded.missing(definition, characteristic)
    if missing or definition.status == "not_computable":
        return _not_computable(blank, missing)
    span = span_of(definition, reach.filters, loaded, basis=basis)
    if span is None:
        empty = replace(
            blank, status=Status.INSUFFICIENT, reason="The snapshot has no whole month in these dates."
        )
        return replace(empty, sentence=sentence(empty))
    offences = SCOPES.index(blank.scope)
    question = Question.of(span.together(), loaded.encoding, scope=blank.scope, places=asked.places)
    prepared = loaded.prepared(definition, basis, characteristic)
    answer = prepared.answer(question)
    if definition.measure is Measure.DISPARITY:
        answer = above_floor(answer, floor=floor)
    audience = audience_of(definition, actor)
    pattern = loaded.pattern(definition, basis, characteristic, scope=offences, audience=audience)
    if definition.measure is Measure.COMPLETENESS and audience is not Audience.ANALYST:
        answer, pattern = _figures(definition, asked.of(characteristic), answer, question, pattern)
    shown = gated(
        answer, question, pattern, nodes=asked.nodes,
        definition=definition, audience=audience, standing=definition.stands(basis),
    )  # fmt: skip
    left_out = {name: int(count[-1]) for name, count in prepared.excluded(question).items()}
    closed = audience is not Audience.ANALYST and narrowed(reach.filters)
    blank = replace(blank, excluded=_excluded(definition, left_out, audience, closed=closed))
    shown = without_counts(answer, shown) if closed else shown
    return completed(
        blank,
        definition,
        basis,
        span=span,
        answer=answer,
        gated=shown,
        seen_with=asked.seen_with(definition),
    )


def _blank(
    definition: Definition, asked: Asked, *, basis: Basis, characteristic: str, balance: str
) -> KpiResult:
    actor, loaded, filters = asked.actor, asked.loaded, asked.reach.filters
    title = (
        f"{definition.title}: {CHARACTERISTICS[characteristic][0].lower()}"
        if characteristic
        else definition.title
    )
    return KpiResult(
        id=definition.id, ref=definition.ref, title=title, version=definition.version, authority=definition.authority.value,
        pillar=definition.pillar.value, measure=definition.measure.value, unit=definition.unit, value_unit=definition.value_unit,
        scope=offences_of(definition, filters), basis=basis.value, improves_when=definition.improves_when.value, snapshot=loaded.id, as_at=loaded.as_at,
        synthetic=loaded.synthetic, audience=actor.audience.value, filters=filters.to_pairs(), status=Status.OK,
        completeness=loaded.usable(definition), characteristic=characteristic, caveats=_caveats(definition),
        balance=balance,
    )  # fmt: skip


def _excluded(
    definition: Definition, counts: dict[str, int], audience: Audience, *, closed: bool
) -> tuple[Excluded, ...]:
    reasons = {**_BUILT_IN, **{exclusion.name: exclusion.because for exclusion in definition.exclude}}
    return tuple(
        Excluded(
            name,
            reasons.get(name, ""),
            None if closed or bool(is_small(count, audience=audience)) else count,
        )
        for name, count in counts.items()
    )


def _figures(
    definition: Definition, asked: Asked, answer: Answer, question: Question, pattern: Pattern
) -> tuple[Answer, Pattern]:
    """The figures of a characteristic are opened to an audience together, or not at all."""
    role = role_of(definition)
    if role is None:
        return without_extras(answer), pattern
    recordings = recordings_of(asked.loaded, calendar=pattern.calendar)
    return recordings.figure(
        definition.figure or "recorded",
        answer,
        question,
        role=role,
        characteristic=asked.reach.filters.characteristic,
        nodes=asked.nodes,
        audience=asked.actor.audience,
    )


def _not_computable(blank: KpiResult, missing: tuple[MissingField, ...]) -> KpiResult:
    told = replace(
        blank,
        status=Status.NOT_COMPUTABLE,
        missing=missing,
        reason=not_given(missing),
    )
    return replace(told, sentence=sentence(told))


def _caveats(definition: Definition) -> tuple[str, ...]:
    """What a reader must bear in mind; first the preset, where the figure leans on one."""
    led = () if definition.parameters is None else (preset_caveat(definition.parameters),)
    return (*led, *definition.caveats)
