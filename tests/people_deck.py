"""A deck that answers the page on people."""

from dataclasses import dataclass, field, replace
from datetime import date

from flightdeck.domain.registers import ProductState, ProductStep
from flightdeck.domain.result import Group, MissingField, Status
from flightdeck.services import people
from flightdeck.services.people import People, Place, Product
from tests.inner_deck import InnerDeck

NO_SURVEY = MissingField("staff_survey_totals", "answers", "The force holds no survey.", "no_field")
FEW = Group("West 1", "West 1", None, None, None, None, None, hidden=True)
NAMES = (
    "The Full Code Test for RASSO",
    "The Threshold Test for RASSO",
    "Investigative strategy guidance 7: Consent",
)


def group(name, above, behind):
    """A group that is shown."""
    return Group(name, name, above, behind, above / behind, None, None, hidden=False)


@dataclass
class PeopleDeck(InnerDeck):
    """A fake deck with hand-made figures; `lacking` leaves the force without a survey, `few` hides the first course."""

    lacking: bool = False
    few: bool = False
    asked_of_people: list = field(default_factory=list)

    def people(self, filters, actor, *, course=""):
        self.asked_of_people.append(course)

        def results(ids):
            return tuple(self._person(kpi, filters, actor) for kpi in ids)

        courses = results(people.COURSES)
        had = [replace(self._person(people.PRODUCTS, filters, actor), title=name) for name in NAMES]
        step = ProductStep(product=NAMES[0], state=ProductState.EMBEDDED, on=date(2026, 5, 11))
        many = len(people.COURSES)
        return People(
            as_at=date(2026, 10, 31), synthetic=self.synthetic, courses=courses,
            course=courses[tuple(people.COURSES).index(course or people.WORD_ON_WORD)],
            places=(Place("West", "area", (group("West", 11, 23),) * many), Place("West 1", "team", (FEW,) * many)),
            all_products=had[0], products=tuple(Product(one.title, one, step if place == 0 else None) for place, one in enumerate(had)),
            specialist=results(people.SPECIALIST), work=results(people.WORK), wellbeing=results(people.WELLBEING),
            missing=(NO_SURVEY,) if self.lacking else (),
        )  # fmt: skip

    def _person(self, kpi, filters, actor):
        made = replace(self.result(kpi, filters, actor), unit=self.definition(kpi).unit)
        if self.few and kpi == people.WORD_ON_WORD:
            nothing = {"numerator": None, "denominator": None, "value": None, "lower": None, "upper": None}
            return replace(
                made,
                status=Status.SUPPRESSED,
                reason="Too small.",
                sentence="Suppressed. Too small.",
                **nothing,
            )
        return made
