"""Protected characteristics: how each is recorded in each role, as four figures that always add up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.codes import nearest
from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.period import Period, month_text
from flightdeck.domain.result import Point
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.errors import Fault, NotFoundError
from flightdeck.kpis.encoding import SCOPES, Question
from flightdeck.kpis.recording import ROLES
from flightdeck.services.access import Action, Actor, require, scope
from flightdeck.services.asked import known_filters, narrowed, span_of
from flightdeck.services.assembly import Span, number, spc_of, window_label
from flightdeck.services.characteristic_cell import CAUSE_TEXT, Cell, cell_sentence, leading_cause
from flightdeck.services.deck import RECORDING, Deck
from flightdeck.services.recordings import CORE, Reading, Recordings, recordings_of
from flightdeck.services.source_gaps import SourceGap, source_gap
from flightdeck.statistics.intervals import wilson
from flightdeck.statistics.spc import Process, process
from flightdeck.statistics.suppression import Audience

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lens:
    """What one request looks through: the snapshot's recordings, its window, its places and its reader."""

    deck: Deck
    filters: Filters
    actor: Actor
    recordings: Recordings
    span: Span | None
    places: NDArray[np.intp]
    nodes: NDArray[np.intp]
    offences: int

    @property
    def closed(self) -> bool:
        """Whether groups are closed: a part of a board's places or months could be subtracted from the whole."""
        return self.actor.audience is not Audience.ANALYST and narrowed(self.filters)


def matrix(deck: Deck, filters: Filters, actor: Actor) -> tuple[Cell, ...]:
    """Every characteristic in every role, victims first.

    Raises:
        NotAllowedError: for an area that is not the reader's.
        NotFoundError: for a place or scope that is none.
    """
    seen = lens(deck, filters, actor)
    return tuple(cell_of(seen, name, role) for role in ROLES for name in CHARACTERISTICS)


def cell(deck: Deck, characteristic: str, role: str, filters: Filters, actor: Actor) -> Cell:
    """One characteristic in one role."""
    known(characteristic, role)
    return cell_of(lens(deck, filters, actor), characteristic, role)


def core_four(deck: Deck, role: str, filters: Filters, actor: Actor) -> Cell:
    """Persons with age, sex, self-defined ethnicity and disability all recorded with a value; the rest is the gap."""
    known("age", role)
    return cell_of(lens(deck, filters, actor), CORE, role)


def known(characteristic: str, role: str) -> None:
    """Refuse a characteristic or a role that is none.

    Raises:
        NotFoundError: with the nearest name.
    """
    faults = [
        Fault(f'there is no {what} "{name}"', where=what, remedy=nearest(name, valid))
        for what, name, valid in (("characteristic", characteristic, CHARACTERISTICS), ("role", role, ROLES))
        if name not in valid
    ]
    if faults:
        raise NotFoundError(faults)


def lens(deck: Deck, filters: Filters, actor: Actor) -> Lens:
    """The lens of a request."""
    require(actor, Action.SEE_FIGURES)
    definition, reach, loaded = deck.definition(RECORDING), scope(actor, filters), deck.loaded(filters)
    chosen = filters.scope or definition.scope
    places = loaded.places(reach)
    known_filters(reach, places, loaded, offences=chosen)
    recordings = recordings_of(loaded, calendar=loaded.calendar(definition, Basis.RECORDED))
    span = span_of(definition, reach.filters, loaded, basis=Basis.RECORDED)
    return Lens(deck, filters, actor, recordings, span, places, loaded.nodes(reach), SCOPES.index(chosen))


def cell_of(seen: Lens, characteristic: str, role: str) -> Cell:
    """One cell through a lens."""
    loaded = seen.deck.loaded(seen.filters)
    blank = _blank(seen, characteristic, role)
    gap = source_gap(loaded.manifest, characteristic, role)
    if gap is not None:
        return _cannot(blank, gap)
    if seen.span is None:
        return _told(blank)
    windows = (*seen.span.periods, seen.span.window, _before(seen.span.window, loaded.encoding.first_month))
    asked = [window for window in windows if window is not None]
    question = Question.of(asked, loaded.encoding, scope=SCOPES[seen.offences], places=seen.places)
    reading = seen.recordings.reading(
        role, characteristic, question, nodes=seen.nodes, audience=seen.actor.audience
    )
    return _filled(blank, reading, seen.span, before=windows[-1])


def _blank(seen: Lens, characteristic: str, role: str) -> Cell:
    title = CHARACTERISTICS[characteristic][0] if characteristic in CHARACTERISTICS else "Core four"
    window = None if seen.span is None else seen.span.window
    return Cell(
        characteristic=characteristic, title=title, role=role, role_title=ROLES[role].title, computable=True, hidden=False,
        cause="", cause_text="", reason="", barrier="",
        window="" if window is None else window.label,
        window_first="" if window is None else month_text(window.first),
        window_last="" if window is None else month_text(window.last),
    )  # fmt: skip


def _cannot(blank: Cell, gap: SourceGap) -> Cell:
    return _told(
        _with(
            blank,
            computable=False,
            cause=gap.cause,
            cause_text=CAUSE_TEXT[gap.cause],
            reason=gap.reason,
            barrier=gap.barrier,
        )
    )


def _before(window: Period, first_month: int) -> Period | None:
    """The window before, of the same length; None where the snapshot does not reach back so far."""
    length = window.last - window.first + 1
    first = window.first - length
    if first < first_month:
        return None
    return Period(first, window.first - 1, window_label(first, window.first - 1, standing=False))


def _filled(blank: Cell, reading: Reading, span: Span, *, before: Period | None) -> Cell:
    count = len(span.periods)
    whole = reading.in_scope
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(whole > 0, reading.valid / whole, np.nan)
    interval = wilson(reading.valid, whole)
    process_of = process(share[:count], improves_when="increase", floor=0.0, ceiling=1.0)
    spc = spc_of(process_of, unseen=~np.isfinite(reading.valid[:count]))
    counts = {status.value: _whole(found[count]) for status, found in reading.statuses.items()}
    cause = leading_cause(counts)
    told = _with(
        blank,
        hidden=not _is_known(whole[count]) or (whole[count] > 0 and not _is_known(reading.valid[count])),
        cause=cause, cause_text=CAUSE_TEXT.get(cause, ""),
        in_scope=_whole(whole[count]), **counts,
        substantive=number(share[count]), **_others(reading, count),
        gap_count=_whole(reading.gap[count]),
        lower=number(interval.lower[count]), upper=number(interval.upper[count]),
        previous=None if before is None else number(share[count + 1]), previous_window="" if before is None else before.label,
        variation=spc.variation, spc=spc,
        series=_series(span.periods, reading, share, process_of),
    )  # fmt: skip
    return _told(told)


def _others(reading: Reading, place: int) -> dict[str, float | None]:
    """The other three parts and the recorded share; hidden all together, so that none can be worked out of the rest."""
    whole = reading.in_scope[place]
    parts = [part[place] for part in (reading.valid, reading.explained, reading.ambiguous, reading.gap)]
    if not whole > 0 or not all(_is_known(part) for part in parts):
        return dict.fromkeys(("recorded", "explained", "ambiguous_share", "gap"))
    explained, ambiguous, gap = (float(part / whole) for part in parts[1:])
    return {
        "recorded": float((parts[0] + parts[1]) / whole),
        "explained": explained,
        "ambiguous_share": ambiguous,
        "gap": gap,
    }


def _series(periods: Sequence[Period], reading: Reading, share: Floats, lines: Process) -> tuple[Point, ...]:
    interval = wilson(reading.valid, reading.in_scope)
    drawn, rules = lines.baselines, lines.rules
    return tuple(
        Point(
            period=period.label, first=period.starts_on().isoformat(), last=period.ends_on().isoformat(),
            numerator=_whole(reading.valid[place]), denominator=_whole(reading.in_scope[place]),
            value=number(share[place]), lower=number(interval.lower[place]), upper=number(interval.upper[place]),
            mature=True, hidden=not _is_known(reading.valid[place]), signal=rules[place],
            mean=number(drawn.mean[place]), lower_limit=number(drawn.lower[place]), upper_limit=number(drawn.upper[place]),
        )
        for place, period in enumerate(periods)
    )  # fmt: skip


def _is_known(value: float) -> bool:
    return bool(np.isfinite(value))


def _whole(value: float) -> int | None:
    return int(value) if _is_known(value) else None


def _with(told: Cell, **changes: object) -> Cell:
    return replace(told, **changes)  # type: ignore[arg-type] # names of the dataclass, values by the caller


def _told(told: Cell) -> Cell:
    return _with(told, sentence=cell_sentence(told))
