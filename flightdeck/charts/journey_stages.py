"""How far a cohort came: one bar a stage, in the order of the journey, its count written at its end."""

from collections.abc import Sequence
from dataclasses import dataclass

from flightdeck.charts.rows import EDGES, NARROW, ROW_HEIGHT
from flightdeck.charts.theme import DARK_BLUE, INK, SMALL, Figure, Trace, figure, layout, number_axis

ROOM = 1.75  # beside the longest bar, for its words on a phone too


@dataclass(frozen=True, slots=True)
class StageBar:
    """One stage: how many reached it and the words at its end; without a count the words alone."""

    label: str
    count: int | None
    words: str


def stage_bars(stages: Sequence[StageBar], *, unit: str) -> Figure:
    """The bars from the first stage at the top; they are counts of one unit and share one axis."""
    most = max((stage.count or 0 for stage in stages), default=0)
    return figure(
        [_bars([stage for stage in stages if stage.count is not None], unit=unit)],
        layout=layout(
            x={**number_axis(value_unit=unit, top=most * ROOM or 1.0), "showgrid": True, "nticks": 3},
            y=NARROW.axis([stage.label for stage in stages]),
            height=EDGES + ROW_HEIGHT * len(stages),
            bargap=0.3,
            annotations=[
                NARROW.word(stage.words, row=stage.label) for stage in stages if stage.count is None
            ],
        ),
    )


def _bars(stages: Sequence[StageBar], *, unit: str) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "name": f"{unit.capitalize()} that reached the stage",
        "x": [stage.count for stage in stages],
        "y": [NARROW.label(stage.label) for stage in stages],
        "marker": {"color": DARK_BLUE},
        "text": [stage.words for stage in stages],
        "textposition": "outside",
        "textfont": {**SMALL, "color": INK},
        "cliponaxis": False,
        "hovertemplate": "%{y}<br>%{text}<extra></extra>",
    }
