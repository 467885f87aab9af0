"""The engine of the product over the same questions."""

from collections.abc import Sequence

import numpy as np

from bench.answers import Answers, Crossings, Series, checksum
from bench.facts import NINE, SCOPE, Facts, quarters, victims
from flightdeck.domain.definition import Definition, Measure
from flightdeck.domain.period import Grain, Period, periods
from flightdeck.kpis.answers import Job
from flightdeck.kpis.crossing import crossed
from flightdeck.kpis.encoding import SCOPES, Question
from flightdeck.kpis.engine import prepare
from flightdeck.services.loaded import LoadedSnapshot


class Engine:
    """The measures of a snapshot, prepared."""

    name = "Flight deck"

    def __init__(
        self, loaded: LoadedSnapshot, definitions: Sequence[Definition], tables: Sequence[Facts]
    ) -> None:
        self.loaded = loaded
        self.definitions = list(definitions)
        self.prepared = {
            d.id: prepare(Job(d, d.basis, loaded.populations, loaded.encoding)) for d in self.definitions
        }
        self.tables = [facts for facts in tables if facts.counting is not None]
        places = loaded.encoding.places
        pairs = sorted(set(zip(places.force, places.area, strict=True)))
        order = {pair: code for code, pair in enumerate(pairs)}
        area = np.array([order[pair] for pair in zip(places.force, places.area, strict=True)], dtype=np.int64)
        self.areas = len(pairs)
        self.area_of_crime = area[loaded.encoding.place]
        self.groups = {name: victims(loaded, name) for name in NINE}

    def one_area(self, force: str, area: str) -> Answers:
        return self._answers(
            quarters(self.loaded), self.loaded.encoding.places.chosen(force=force, areas=(area,))
        )

    def by_month(self) -> Answers:
        encoding = self.loaded.encoding
        months = periods(encoding.first_month, encoding.last_month(), by=Grain.MONTH)
        return self._answers(months, encoding.places.chosen())

    def _answers(self, wanted: Sequence[Period], places: np.ndarray) -> Answers:
        question = Question.of(wanted, self.loaded.encoding, scope=SCOPES[SCOPE], places=places)
        found = {}
        for definition in self.definitions:
            answer = self.prepared[definition.id].answer(question)
            counted, above, median = answer.denominator, answer.numerator, None
            if definition.measure is Measure.TIME_TO_OUTCOME:
                above = counted - answer.extras[0].value.astype(np.int64)
            if definition.measure is Measure.DURATION:
                above, median = None, answer.value
            found[definition.id] = Series(
                tuple(counted.tolist()),
                () if above is None else tuple(above.tolist()),
                () if median is None else tuple(median.tolist()),
            )
        return found

    def crossings(self) -> Crossings:
        months = self.loaded.encoding.months
        found = {}
        for facts in self.tables:
            rows = facts.counting
            cell = self.area_of_crime[rows.crime] * months + rows.month
            columns = _places(facts)
            for name, labels in self.groups.items():
                counts = crossed(
                    rows,
                    cell,
                    labels.codes[rows.crime],
                    cells=self.areas * months,
                    groups=len(labels.categories),
                )
                found |= {(column, name): checksum(counts[place]) for column, place in columns.items()}
        return found


def _places(facts: Facts) -> dict[str, int]:
    """The flag of each column of counts."""
    return {
        column: 2 * place + offset
        for place, kpi in enumerate(facts.kpis)
        for offset, column in enumerate((kpi.counted, kpi.above))
        if column
    }
