"""Funnel limits of a comparison, and where each force stands against them."""

from collections.abc import Sequence
from dataclasses import replace

from flightdeck.services.benchmark_model import ForceRow, LimitPoint, Limits
from flightdeck.statistics.funnel import Funnel, funnel, rate_funnel


def share_limits(rows: Sequence[ForceRow]) -> tuple[tuple[ForceRow, ...], Limits | None]:
    """The rows with their standing, and the limits of the outcome's share; both from the rows with `in_limits`.

    A row that moves neither centre nor limits is not judged against them either.
    """
    judged = [row for row in rows if row.in_limits]
    if not judged:
        return tuple(rows), None
    drawn = funnel([row.numerator for row in judged], [row.denominator for row in judged])
    standing = {row.force: each.value for row, each in zip(judged, drawn.standing, strict=True)}
    return tuple(replace(row, position=standing.get(row.force, "")) for row in rows), _limits(
        drawn, len(judged)
    )


def rate_limits(rows: Sequence[ForceRow]) -> tuple[tuple[ForceRow, ...], Limits | None]:
    """The rows with the standing of their rate, and its limits against thousands of residents.

    Crimes without an outcome are recorded all the same, so every force with a population is in.
    """
    judged = [row for row in rows if row.rate_lower is not None and row.recorded > 0]
    if not judged:
        return tuple(rows), None
    drawn = rate_funnel([row.recorded for row in judged], [(row.population or 0) / 1000 for row in judged])
    standing = {row.force: each.value for row, each in zip(judged, drawn.standing, strict=True)}
    return tuple(replace(row, rate_position=standing.get(row.force, "")) for row in rows), _limits(
        drawn, len(judged)
    )


def _limits(drawn: Funnel, forces: int) -> Limits:
    curve = drawn.curve
    columns = (curve.size, curve.lower_998, curve.lower_95, curve.upper_95, curve.upper_998)
    points = zip(*(column.tolist() for column in columns), strict=True)
    return Limits(
        centre=drawn.centre,
        phi=drawn.phi,
        overdispersed=drawn.overdispersed,
        forces=forces,
        points=tuple(LimitPoint(*point) for point in points),
    )
