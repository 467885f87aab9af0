"""Work lists as they are kept: what was asked, and the keyed references of the records."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd
import sqlalchemy as sa

from flightdeck.domain.filters import Filters
from flightdeck.errors import Fault, NotFoundError
from flightdeck.services.application_store import opened

_METADATA = sa.MetaData()
_LISTS = sa.Table(
    "work_list",
    _METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("made_at", sa.String, nullable=False),
    sa.Column("made_by", sa.String, nullable=False),
    sa.Column("purpose", sa.String, nullable=False),
    sa.Column("snapshot", sa.String, nullable=False),
    sa.Column("filters", sa.String, nullable=False),
    sa.Column("selection", sa.String, nullable=False),
)
_ITEMS = sa.Table(
    "work_list_item",
    _METADATA,
    sa.Column("list_id", sa.String, sa.ForeignKey("work_list.id"), primary_key=True),
    sa.Column("person_role_ref", sa.String, primary_key=True),
    sa.Column("crime_ref", sa.String, nullable=False),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


@dataclass(frozen=True, slots=True)
class Selection:
    """Which part of a gap: a characteristic in a role, and a cell of the Pareto; empty means all."""

    characteristic: str
    role: str
    area: str = ""
    team: str = ""
    stage: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class WorkList:
    """The records of a selection: keyed references and where they stand."""

    id: str
    made_at: str
    made_by: str
    snapshot: str
    selection: Selection
    filters: Filters
    rows: pd.DataFrame

    @property
    def csv(self) -> str:
        """The list as a CSV file; what a spreadsheet could take for a formula is made text."""
        return safe_csv(self.rows)


def safe_csv(rows: pd.DataFrame) -> str:
    """Rows as a CSV file in which nothing is a formula to a spreadsheet; numbers stay numbers."""
    numbers = rows.select_dtypes("number").columns
    texts = [name for name in rows.columns if name not in numbers]
    safe = rows[texts].astype("str").map(lambda text: f"'{text}" if text.startswith(_FORMULA) else text)
    return rows.assign(**{str(name): safe[name] for name in texts}).to_csv(index=False)


class WorkLists:
    """The work lists of one store."""

    def __init__(self, path: Path) -> None:
        """Open, or begin, the lists in a SQLite file."""
        self._engine = opened(path, _METADATA)

    def keep(self, made: WorkList, *, purpose: str) -> None:
        """Keep a list."""
        head = {
            "id": made.id, "made_at": made.made_at, "made_by": made.made_by, "purpose": purpose, "snapshot": made.snapshot,
            "filters": json.dumps(made.filters.to_pairs(), sort_keys=True), "selection": json.dumps(asdict(made.selection), sort_keys=True),
        }  # fmt: skip
        items = [
            {"list_id": made.id, "person_role_ref": person, "crime_ref": crime}
            for person, crime in zip(made.rows["person_role_ref"], made.rows["crime_ref"], strict=True)
        ]
        with self._engine.begin() as connection:
            connection.execute(sa.insert(_LISTS).values(head))
            if items:
                connection.execute(sa.insert(_ITEMS), items)

    def get(self, name: str) -> WorkList:
        """A kept list, with the references of its records.

        Raises:
            NotFoundError: when there is none of that name.
        """
        with self._engine.connect() as connection:
            head = connection.execute(sa.select(_LISTS).where(_LISTS.c.id == name)).one_or_none()
            if head is None:
                raise NotFoundError(
                    [
                        Fault(
                            f'there is no work list "{name}"',
                            where="work list",
                            remedy="Choose one of the list.",
                        )
                    ]
                )
            chosen = sa.select(_ITEMS.c.crime_ref, _ITEMS.c.person_role_ref).where(_ITEMS.c.list_id == name)
            items = connection.execute(chosen.order_by(_ITEMS.c.person_role_ref)).all()
        rows = pd.DataFrame(
            [tuple(item) for item in items], columns=["crime_ref", "person_role_ref"], dtype="str"
        )
        return WorkList(
            head.id, head.made_at, head.made_by, head.snapshot, Selection(**json.loads(head.selection)),
            Filters.from_query(json.loads(head.filters)), rows,
        )  # fmt: skip

    def all(self, *, roles: Collection[str]) -> tuple[tuple[str, str, str, int], ...]:
        """Every kept list of persons in the roles, the newest first: id, when it was made, by whom, and how many records."""
        counted = (
            sa.select(
                _LISTS.c.id, _LISTS.c.made_at, _LISTS.c.made_by, sa.func.count(_ITEMS.c.person_role_ref)
            )
            .join(_ITEMS, _ITEMS.c.list_id == _LISTS.c.id, isouter=True)
            .where(sa.func.json_extract(_LISTS.c.selection, "$.role").in_(list(roles)))
            .group_by(_LISTS.c.id, _LISTS.c.made_at, _LISTS.c.made_by)
            .order_by(_LISTS.c.made_at.desc(), _LISTS.c.id)
        )
        with self._engine.connect() as connection:
            return tuple((row[0], row[1], row[2], row[3]) for row in connection.execute(counted))
