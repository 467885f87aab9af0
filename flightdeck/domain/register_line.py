"""What every record of a register has in common: it is frozen, knows its fields, and its texts are single lines."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, StringConstraints

LONGEST_TEXT = 300  # characters; a line for a board, never a paragraph about a case

Line = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT, pattern=r"^[^\x00-\x1f\x7f]+$"
    ),
]


class Written(BaseModel):
    """A record of a register."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    happened: ClassVar[tuple[str, ...]] = ()  # days that cannot lie ahead
