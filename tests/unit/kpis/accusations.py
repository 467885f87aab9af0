"""Made-up accusations, and whom a preset of a repeat suspect finds in them."""

from dataclasses import dataclass
from datetime import date, timedelta

from flightdeck.domain.presets import Preset
from tests.unit.kpis.frames import crime, person, populations

R1 = Preset(
    id="R1", version=1, title="Two crimes", authority="proposed", scope="rasso", look_back_days=730, at_least_crimes=2,
    at_least_victims=1, outcomes="live_crimes_only", linkage="exact", same_incident_days=1, domestic_abuse="included",
    rank="none", verified=False, source="a test",
)  # fmt: skip


def but(**changes):
    return Preset.model_validate({**R1.model_dump(), **changes})


R2 = but(id="R2", at_least_victims=2)
R3 = but(id="R3", at_least_victims=2, look_back_days=None)


@dataclass(frozen=True)
class Accusation:
    """One crime that one person is named on."""

    person: str
    recorded: date
    named_after: int = 0
    occurred: int = 0  # days before it was recorded
    victims: tuple[str, ...] = ()
    offence: str = "19C"
    abuse: bool = False

    @property
    def known(self):
        return self.recorded + timedelta(days=self.named_after)

    @property
    def happened(self):
        return self.recorded - timedelta(days=self.occurred)


def built(accusations, **other):
    crimes, people = [], []
    for place, one in enumerate(accusations):
        ref = f"c{place:03}"
        crimes.append(
            crime(
                ref,
                one.recorded.isoformat(),
                occurred_from=one.happened.isoformat(),
                offence_code=one.offence,
                domestic_abuse=one.abuse,
            )
        )
        people.append(person(f"s{place}", ref, person_ref=one.person, named_on=one.known.isoformat()))
        people += [
            person(f"v{place}{name}", ref, "victim", person_ref=f"victim {name}") for name in one.victims
        ]
    return populations(crimes=crimes, persons=people, **other)


def at_month_ends(preset, accusations, **other):
    view = built(accusations, **other).under(preset).view("repeat_suspects")
    ends = [str(end)[:10] for end in view.column("month_end")]
    return set(zip(view.column("person_ref"), ends, strict=True))


def on(text, **values):
    return Accusation("x", date.fromisoformat(text), **values)
