"""DuckDB: SQL over tables in memory."""

from collections.abc import Sequence

import duckdb
import numpy as np
import pandas as pd

from bench.answers import Crossings, checksum
from bench.facts import NINE, Facts
from bench.peers.by_table import ByTable, aggregated

THREADS = 2


class DuckdbPeer(ByTable):
    """Fact tables as tables in memory, their categories as enumerations."""

    name = "DuckDB"

    def __init__(self, tables: Sequence[Facts], quarter_of: np.ndarray) -> None:
        super().__init__(tables, quarter_of)
        self.connection = duckdb.connect(config={"threads": THREADS})
        for facts in tables:
            self.connection.register("given", facts.frame)
            self.connection.execute(f'CREATE TABLE "{facts.name}" AS SELECT * FROM given')
            self.connection.unregister("given")

    def sums(self, facts: Facts, by: str, place: tuple[str, str] | None) -> pd.DataFrame:
        columns, days = aggregated(facts)
        picked = ", ".join(f"sum({column})::BIGINT AS {column}" for column in columns)
        median = ", median(days) AS days" if days else ""
        where = f"{by} >= 0" if place is None else f"{by} >= 0 AND force = ? AND area = ?"
        query = f'SELECT {by}, {picked}{median} FROM "{facts.name}" WHERE {where} GROUP BY {by}'
        return self.connection.execute(query, list(place or ())).df().set_index(by)

    def crossed(self, facts: Facts) -> Crossings:
        columns, _ = aggregated(facts)
        picked = ", ".join(f"sum({column})::BIGINT AS {column}" for column in columns)
        sets = ", ".join(f"(month, force, area, {characteristic})" for characteristic in NINE)
        told = f"GROUPING({', '.join(NINE)}) AS told"
        query = f'SELECT {told}, {picked} FROM "{facts.name}" GROUP BY GROUPING SETS ({sets})'
        cells = self.connection.execute(query).fetchnumpy()
        found = {}
        for place, characteristic in enumerate(NINE):
            # GROUPING sets the bit of every column that is not in the set, the first column's bit highest.
            rows = cells["told"] == (2 ** len(NINE) - 1) - 2 ** (len(NINE) - 1 - place)
            found |= {(column, characteristic): checksum(cells[column][rows]) for column in columns}
        return found
