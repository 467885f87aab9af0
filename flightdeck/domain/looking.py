"""What a definition looks at: every column of every population, so that a field no source gives is found by its name."""

from collections.abc import Iterator

from flightdeck.domain.condition import columns
from flightdeck.domain.definition import Definition
from flightdeck.domain.definition_parts import Cover

Pair = tuple[str, str]  # population and column


def looked_at(definition: Definition) -> Iterator[Pair]:
    """Every column the figure looks at, with its population; some more than once."""
    own = definition.population
    for condition in definition.conditions:
        yield from ((own, name) for name in columns(condition))
    yield from ((own, name) for name in _own_names(definition))
    for cover in definition.covers:
        yield from _of_cover(cover, own)
    if definition.per is not None:
        per = definition.per
        yield from ((per.population, name) for name in (*columns(per.where), per.start, per.end, per.weight))


def _own_names(definition: Definition) -> Iterator[str]:
    yield from definition.period.values()
    named = (
        (definition.compares,),
        () if definition.duration is None else (definition.duration.start, definition.duration.end),
        () if definition.standing is None else (definition.standing.start, definition.standing.end),
        ()
        if definition.ratio is None
        else (definition.ratio.part, definition.ratio.whole, definition.ratio.people),
        () if definition.age is None else (definition.age.since,),
    )
    yield from (name for group in named for name in group if name is not None)


def _of_cover(cover: Cover, own: str) -> Iterator[Pair]:
    by = cover.by or own
    yield from ((by, name) for name in columns(cover.where))
    yield from ((by, name) for name in (cover.start, cover.end) if name is not None)
    if cover.on is not None:
        yield own, cover.on
        yield by, cover.on
