"""pandas: boolean masks and groupby."""

import pandas as pd

from bench.answers import Crossings, checksum
from bench.facts import NINE, Facts
from bench.peers.by_table import ByTable, aggregated


class PandasPeer(ByTable):
    """Fact tables as data frames with categories."""

    name = "pandas"

    def sums(self, facts: Facts, by: str, place: tuple[str, str] | None) -> pd.DataFrame:
        frame = facts.frame
        if place is not None:
            frame = frame[(frame["force"] == place[0]) & (frame["area"] == place[1])]
        columns, days = aggregated(facts)
        groups = frame[frame[by] >= 0].groupby(by)
        sums = groups[list(columns)].sum()
        return sums.join(groups["days"].median()) if days else sums

    def crossed(self, facts: Facts) -> Crossings:
        columns, _ = aggregated(facts)
        found = {}
        for characteristic in NINE:
            sums = facts.frame.groupby(["month", "force", "area", characteristic], observed=True)[
                list(columns)
            ].sum()
            found |= {(column, characteristic): checksum(sums[column].to_numpy()) for column in columns}
        return found
