"""A deck with next to nothing in it, for the rules of the boards' registers."""

from types import SimpleNamespace

from flightdeck.services import barriers

NO_FIELD = {
    "persons": {
        "religion_belief": {"reason": "No such field.", "barrier": "no_field_religion", "kind": "no_field"}
    }
}


def info(day, absent):
    return SimpleNamespace(
        as_at=day,
        manifest={"as_at": day.isoformat(), "absent": absent, "frames": {"persons": {}, "crimes": {}}},
    )


class OneDeck:
    """A deck over given manifests, the last of them served, with one KPI over two characteristics."""

    def __init__(self, store, *infos, synthetic=False):
        self.settings = SimpleNamespace(store=store)
        self.store = SimpleNamespace(list=lambda: infos)
        self.latest = infos[-1]
        self.synthetic = synthetic
        self.kpi = SimpleNamespace(
            id="recorded", ref="E01", title="Recorded", status="live", recommendations=(7,),
            characteristics=("sex", "religion_belief"), headline_characteristics=(),
        )  # fmt: skip

    def definitions(self):
        return (self.kpi,)

    def definition(self, _kpi):
        return self.kpi

    def snapshot(self, _filters):
        return SimpleNamespace(as_at=self.latest.as_at, synthetic=self.synthetic)

    def loaded(self, _filters):
        absent = barriers.declared(self.latest.manifest)
        return SimpleNamespace(
            manifest=self.latest.manifest,
            as_at=self.latest.as_at,
            missing=lambda _definition, part="": tuple(one for one in absent if one.column == part),
        )
