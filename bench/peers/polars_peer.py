"""polars: lazy queries, collected together so that it plans and runs them as it likes."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import polars as pl

from bench.answers import Crossings, checksum
from bench.facts import NINE, Facts
from bench.peers.by_table import ByTable, aggregated


class PolarsPeer(ByTable):
    """Fact tables as polars frames; `engine` is how a query is run."""

    def __init__(
        self,
        tables: Sequence[Facts],
        quarter_of: np.ndarray,
        frames: Mapping[str, pl.DataFrame],
        *,
        engine: str,
    ) -> None:
        super().__init__(tables, quarter_of)
        self.name = f"polars ({engine})"
        self.engine = engine
        self.frames = frames

    def sums(self, facts: Facts, by: str, place: tuple[str, str] | None) -> pd.DataFrame:
        columns, days = aggregated(facts)
        wanted = [pl.col(column).cast(pl.Int64).sum() for column in columns]
        if days:
            wanted.append(pl.col("days").median())
        lazy = self.frames[facts.name].lazy().filter(pl.col(by) >= 0)
        if place is not None:
            lazy = lazy.filter((pl.col("force") == place[0]) & (pl.col("area") == place[1]))
        found = lazy.group_by(by).agg(wanted).collect(engine=self.engine)
        return pd.DataFrame({name: found[name].to_numpy() for name in found.columns}).set_index(by)

    def crossed(self, facts: Facts) -> Crossings:
        columns, _ = aggregated(facts)
        wanted = [pl.col(column).cast(pl.Int64).sum() for column in columns]
        lazy = self.frames[facts.name].lazy()
        queries = [
            lazy.group_by("month", "force", "area", characteristic).agg(wanted) for characteristic in NINE
        ]
        found = {}
        for characteristic, cells in zip(NINE, pl.collect_all(queries, engine=self.engine), strict=True):
            found |= {(column, characteristic): checksum(cells[column].to_numpy()) for column in columns}
        return found
