"""People: training and its moving denominator, the three named products, caseload, tenure and wellbeing; never a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flightdeck.domain.codes import nearest
from flightdeck.domain.condition import OneOf, leaves
from flightdeck.domain.definition_parts import Cover
from flightdeck.domain.filters import Filters
from flightdeck.domain.registers import ProductStep
from flightdeck.domain.result import Group, KpiResult, MissingField
from flightdeck.errors import Fault, NotFoundError
from flightdeck.services import boards
from flightdeck.services.access import Action, Actor, require
from flightdeck.services.breakdowns import by_place
from flightdeck.services.deck import Deck

WORD_ON_WORD, PRODUCTS = "word_on_word_training_current", "named_products_delivered"
ORDERS, CASELOAD = "orders_training_current", "open_cases_per_investigator"
COURSES = {  # KPI -> its course in a few words
    WORD_ON_WORD: "Word-on-word cases",
    "skills_programme_completed": "Investigative skills (RISDP)",
    "specialist_qualified": "Specialist (SSAIDP)",
    ORDERS: "Criminal and civil orders",
    "first_responders_trained": "First response",
}
SPECIALIST = ("specialist_qualified", "specialist_in_training", "specialist_not_started")
WORK = (
    CASELOAD,
    "investigators_over_caseload",
    "posts_vacant",
    "days_abstracted",
    "tenure_under_a_year",
    "investigators_who_left",
)
WELLBEING = (
    "sickness_absence",
    "psychological_sickness_absence",
    "wellbeing_screening_offered",
    "wellbeing_screening_taken",
    "burnout_index",
    "supervision_within_60_days",
)


@dataclass(frozen=True, slots=True)
class Product:
    """One named product: the people who have had it, and what the boards recorded of it."""

    name: str
    had: KpiResult
    step: ProductStep | None


@dataclass(frozen=True, slots=True)
class Place:
    """One area or team, with every course in the order of `COURSES`."""

    name: str
    kind: str  # area | team
    courses: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class People:
    """What the page on people says."""

    as_at: date
    synthetic: bool
    courses: tuple[KpiResult, ...]
    course: KpiResult  # the one shown over time
    places: tuple[Place, ...]
    all_products: KpiResult
    products: tuple[Product, ...]
    specialist: tuple[KpiResult, ...]
    work: tuple[KpiResult, ...]
    wellbeing: tuple[KpiResult, ...]
    missing: tuple[MissingField, ...]


def people(deck: Deck, filters: Filters, actor: Actor, *, course: str = "") -> People:
    """The page's figures; `course` is the KPI shown over time.

    Raises:
        NotFoundError: for a course that is none of the page's.
    """
    require(actor, Action.SEE_FIGURES)
    shown = course or WORD_ON_WORD
    if shown not in COURSES:
        raise NotFoundError(
            [Fault(f'there is no course "{shown}" here', where="course", remedy=nearest(shown, COURSES))]
        )

    def results(ids: Sequence[str]) -> tuple[KpiResult, ...]:
        return tuple(deck.result(kpi, filters, actor) for kpi in ids)

    courses, specialist, work, wellbeing = (
        results(ids) for ids in (tuple(COURSES), SPECIALIST, WORK, WELLBEING)
    )
    whole = deck.result(PRODUCTS, filters, actor)
    loaded = deck.loaded(filters)
    every = (*courses, whole, *specialist, *work, *wellbeing)
    return People(
        as_at=loaded.as_at,
        synthetic=loaded.synthetic,
        courses=courses,
        course=courses[tuple(COURSES).index(shown)],
        places=tuple(_places(deck, filters, actor)),
        all_products=whole,
        products=_products(deck, filters, actor),
        specialist=specialist,
        work=work,
        wellbeing=wellbeing,
        missing=tuple(dict.fromkeys(field for result in every for field in result.missing)),
    )


def _places(deck: Deck, filters: Filters, actor: Actor) -> list[Place]:
    """Every area and team that anybody works in, each course through the gate of its own KPI."""
    found = []
    for kind in ("area", "team"):
        by_course = [by_place(deck, deck.definition(kpi), kind, filters, actor) for kpi in COURSES]
        found += [Place(groups[0].label, kind, groups) for groups in zip(*by_course, strict=True)]
    return [one for one in found if any(group.hidden or group.denominator for group in one.courses)]


def _products(deck: Deck, filters: Filters, actor: Actor) -> tuple[Product, ...]:
    """Each of the three by itself: the KPI of all three, asked of one, through the same gate."""
    definition = deck.definition(PRODUCTS)
    names = deck.code_lists["training_course"].labels()
    recorded = {one.name: one.step for one in boards.boards(deck, filters, actor).products}
    found = []
    for cover in definition.covered:
        name = names.get(_course(cover), _course(cover))
        one = definition.model_copy(update={"covered": (cover,), "title": name})
        found.append(Product(name, deck.figure(one, filters, actor), recorded.get(name)))
    return tuple(found)


def _course(cover: Cover) -> str:
    """The course a cover asks for."""
    found = [
        leaf.values[0] for leaf in leaves(cover.where) if isinstance(leaf, OneOf) and leaf.column == "course"
    ]
    return str(found[0])
