"""The rules of the life of a definition: what it may take the place of, and what a retirement must say."""

from collections.abc import Iterator, Mapping, Sequence

from flightdeck.data.marked_yaml import MarkedFile
from flightdeck.definitions.in_force import RETIRED, may_supersede
from flightdeck.domain.codes import nearest
from flightdeck.domain.definition import Definition
from flightdeck.errors import Fault

Read = tuple[Definition, MarkedFile]


def life_faults(read: Sequence[Read], *, ids: set[str]) -> Iterator[Fault]:
    """Every breach of the rules on superseding and retiring.

    Args:
        read: the definitions with their files.
        ids: the ids of all files, those that could not be read too.
    """
    known: dict[str, list[Definition]] = {}
    for definition, _ in read:
        known.setdefault(definition.id, []).append(definition)
    for definition, marked in read:
        yield from _superseding(definition, marked, ids, known)
        yield from _retiring(definition, marked)


def _superseding(
    definition: Definition, marked: MarkedFile, ids: set[str], known: Mapping[str, Sequence[Definition]]
) -> Iterator[Fault]:
    other = definition.supersedes
    if other is None:
        return
    where = marked.where(("supersedes",))
    if other == definition.id:
        yield Fault(
            "a definition does not supersede its own id",
            where,
            "Raise its version, and leave supersedes out.",
        )
    elif other not in ids:
        yield Fault(f'supersedes names "{other}", which is no KPI', where, nearest(other, ids))
    elif any(one.supersedes == definition.id for one in known.get(other, ())):
        yield Fault(
            f'"{definition.id}" and "{other}" supersede each other', where, "Take supersedes out of one."
        )
    else:
        yield from (
            Fault(
                f"a {definition.authority} definition does not supersede a {one.authority} one",
                where,
                "Give it the authority it has, or take supersedes out.",
            )
            for one in known.get(other, ())
            if not may_supersede(definition, one)
        )


def _retiring(definition: Definition, marked: MarkedFile) -> Iterator[Fault]:
    told = {"retired_on": definition.retired_on, "retired_because": definition.retired_because}
    if definition.status == RETIRED:
        yield from (
            Fault(f'a retired definition needs "{name}"', marked.where(("status",)), f'Add "{name}:".')
            for name, value in told.items()
            if not value
        )
        return
    yield from (
        Fault(
            f'"{name}" belongs to a retired definition only', marked.where((name,)), "Write status: retired."
        )
        for name, value in told.items()
        if value
    )
