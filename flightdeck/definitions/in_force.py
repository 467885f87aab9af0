"""Which definition of a KPI is in force on a day, what it stands above, and what is to come."""

from collections.abc import Iterable
from datetime import date

from flightdeck.domain.codes import nearest
from flightdeck.domain.definition import Authority, Definition
from flightdeck.errors import Fault, NotFoundError

_ABOVE = (Authority.PROPOSED, Authority.FORCE, Authority.NATIONAL)
DRAFT, RETIRED = "draft", "retired"
AT = "@"  # between an id and a version: charged_within_12_months@2
Definitions = Iterable[Definition]


def name_of(definition: Definition) -> str:
    """The name of one version, as an address or a command writes it.

    >>> from types import SimpleNamespace
    >>> name_of(SimpleNamespace(id="open_caseload", authority=Authority.NATIONAL, version=2))
    'open_caseload@national-2'
    """
    return f"{definition.id}{AT}{definition.authority.value}-{definition.version}"


def rank(definition: Definition) -> tuple[bool, int, int]:
    """What decides between definitions of one KPI: a draft never, then the authority, then the version."""
    return (definition.status != DRAFT, _ABOVE.index(definition.authority), definition.version)


def by_id(versions: Definitions, *, on: date) -> dict[str, Definition]:
    """The definition that counts of each id; one that is not in force yet does not."""
    best: dict[str, Definition] = {}
    for definition in versions:
        held = best.get(definition.id)
        if definition.effective_from <= on and (held is None or rank(definition) > rank(held)):
            best[definition.id] = definition
    return best


def replaced(best: dict[str, Definition]) -> dict[str, Definition]:
    """Ids that a definition with another id supersedes: the id, and the definition in its place."""
    return {
        one.supersedes: one
        for one in sorted(best.values(), key=rank)
        if one.supersedes in best
        and one.status not in (DRAFT, RETIRED)
        and may_supersede(one, best[one.supersedes])
    }


def may_supersede(one: Definition, other: Definition) -> bool:
    """Whether one definition may take the place of another with another id: never of one of higher authority."""
    return one.id != other.id and _ABOVE.index(one.authority) >= _ABOVE.index(other.authority)


def current(versions: Definitions, *, on: date) -> tuple[Definition, ...]:
    """One definition a KPI, in the order of their reference, without those that another id supersedes."""
    best = by_id(versions, on=on)
    gone = replaced(best)
    kept = (one for one in best.values() if one.id not in gone)
    return tuple(sorted(kept, key=lambda one: (one.ref, one.id)))


def beneath(definition: Definition, versions: Definitions, *, on: date) -> tuple[Definition, ...]:
    """What a definition stands above, the one it took the place of first: lower ones of its id, and what it supersedes."""
    ids = {definition.id, definition.supersedes}
    lower = [
        one
        for one in versions
        if one.id in ids
        and one.effective_from <= on
        and one.status not in (DRAFT, RETIRED)
        and (one.id != definition.id or rank(one) < rank(definition))
    ]
    return tuple(sorted(lower, key=lambda one: (rank(one), one.id == definition.id), reverse=True))


def above(definition: Definition, versions: Definitions, *, on: date) -> Definition | None:
    """The definition in force in the place of another, if another has taken its place."""
    best = by_id(versions, on=on)
    held = best.get(definition.id)
    stands = replaced(best).get(definition.id) or held
    return None if stands is None or stands == definition or definition.effective_from > on else stands


def all_above(definition: Definition, versions: Definitions) -> tuple[Definition, ...]:
    """Everything that stands above a definition from some day on, the first day first."""
    found = (
        one
        for one in versions
        if one.status != DRAFT
        and (
            (one.id == definition.id and rank(one) > rank(definition))
            or (one.supersedes == definition.id and one.status != RETIRED and may_supersede(one, definition))
        )
    )
    return tuple(sorted(found, key=lambda one: (one.effective_from, rank(one))))


def coming(versions: Definitions, *, on: date) -> tuple[Definition, ...]:
    """Definitions with a later day on them, the soonest first."""
    later = [one for one in versions if one.effective_from > on and one.status != DRAFT]
    return tuple(sorted(later, key=lambda one: (one.effective_from, one.ref, one.id)))


def find(name: str, versions: tuple[Definition, ...], *, on: date) -> Definition:
    """The definition in force with that id or reference, or the version that `id@2`, `id@national` or `id@national-2` names.

    Raises:
        NotFoundError: with the nearest name; of one that is to come, with its day.
    """
    bare, _, wanted = name.partition(AT)
    best = by_id(versions, on=on)
    order = (*current(versions, on=on), *best.values())
    held = next((one for one in order if bare in (one.id, one.ref)), None)
    if wanted:
        ids = {bare, held.id if held else bare}
        named = [one for one in versions if one.id in ids and wanted in _marks(one)]
        if named:
            return max(named, key=rank)
        known = [name_of(one) for one in versions if one.id in ids]
        raise NotFoundError(
            [Fault(f'there is no version "{name}"', where="KPI", remedy=nearest(name, known))]
        )
    if held is not None:
        return held
    later = next((one for one in coming(versions, on=on) if bare in (one.id, one.ref)), None)
    if later is not None:
        told = f'"{name}" is not in force before {later.effective_from.isoformat()}'
        raise NotFoundError(
            [Fault(told, where="KPI", remedy=f'Ask for "{name_of(later)}" to see it before then.')]
        )
    raise NotFoundError([Fault(f'there is no KPI "{name}"', where="KPI", remedy=nearest(name, sorted(best)))])


def _marks(definition: Definition) -> tuple[str, str, str]:
    authority, version = definition.authority.value, str(definition.version)
    return version, authority, f"{authority}-{version}"
