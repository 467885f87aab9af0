"""What a population is made of: columns, each with the canonical fields it comes from."""

from dataclasses import dataclass

from flightdeck.domain.schema import FRAMES, Column, Kind

Field = tuple[str, str]  # (canonical frame, column)


@dataclass(frozen=True, slots=True)
class PopulationColumn:
    """One column a definition may name."""

    name: str
    kind: Kind
    about: str
    needs: tuple[Field, ...]
    codes: str | None = None


@dataclass(frozen=True, slots=True)
class Population:
    """Rows of one grain that KPIs count."""

    name: str
    unit: str
    about: str
    columns: dict[str, PopulationColumn]
    about_staff: bool = (
        False  # rows about the people who work here: no list of them, and nothing of fewer than ten
    )
    register: bool = False  # kept by the flight deck itself, for the whole force; no source feeds it

    def fields(self, names: frozenset[str]) -> frozenset[Field]:
        """The canonical fields that the named columns come from."""
        return frozenset(
            field for name in names if name in self.columns for field in self.columns[name].needs
        )


def canonical(frame: str, *names: str) -> dict[str, PopulationColumn]:
    """Columns of a canonical frame as they stand."""
    picked = [FRAMES[frame].column(name) for name in names]
    return {column.name: of(frame, column) for column in picked}


def of(frame: str, column: Column) -> PopulationColumn:
    """A canonical column as one of a population."""
    return PopulationColumn(column.name, column.kind, column.about, ((frame, column.name),), column.codes)


def derived(
    name: str, kind: Kind, about: str, *needs: Field, codes: str | None = None
) -> dict[str, PopulationColumn]:
    """One column worked out from canonical fields."""
    return {name: PopulationColumn(name, kind, about, needs, codes)}
