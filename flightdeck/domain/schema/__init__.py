"""The canonical model: every frame, its grain and its columns, declared once.

A force's data engineer reads this as `docs/reference/canonical-model.md`, the pandera contracts are
built from it, and a mapping's names are checked against it. It holds no names, dates of birth,
addresses or free text, and has no place to put them.
"""

from flightdeck.domain.schema import cases, disruption, people, victims, work
from flightdeck.domain.schema.characteristics import CHARACTERISTICS, status_column
from flightdeck.domain.schema.parts import Column, Frame, Kind

__all__ = ["CHARACTERISTICS", "FRAMES", "Column", "Frame", "Kind", "status_column"]

FRAMES: dict[str, Frame] = {
    frame.name: frame
    for frame in (*cases.FRAMES, *disruption.FRAMES, *victims.FRAMES, *work.FRAMES, *people.FRAMES)
}
