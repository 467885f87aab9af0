"""The benchmark: a force beside the others on outcomes the Home Office has published."""

from collections.abc import Mapping
from urllib.parse import urlencode

from dash import html

from flightdeck.charts.graph import graph
from flightdeck.domain.filters import BASIS_LABELS, Basis
from flightdeck.services.access import Action
from flightdeck.services.benchmark_model import OUTCOME_GROUPS, SCOPE_LABELS, Comparison, Scope
from flightdeck.services.published import Published, published
from flightdeck.web.components.benchmark_parts import (
    caveat_list,
    force_table,
    funnel_of,
    funnel_sentence,
    licence,
    standing,
    years_table,
)
from flightdeck.web.components.parts import address_form, picker, section, switch
from flightdeck.web.site import Children, Group, Page, View

PATH = "/benchmark"
FORCE = "Suffolk"  # the force looked at unless the reader picks another
CAVEATS_SENTENCE = "What these figures can and cannot say; none of it is corrected behind your back."
YEARS_SENTENCE = "The same force in each published year, counted by what became of the rapes recorded in it."


def layout(view: View, **query: str) -> Children:
    """One outcome of one year, force beside force; every choice is in the address."""
    source = published(view.deck.settings.store)
    asked = choices(source, query)
    compared = source.comparison(**asked)
    return [
        html.P(html.Span("Published Home Office data", className="published-mark"), className="eyebrow"),
        html.H1(f"{compared.focus} beside {len(compared.rows) - 1} other forces"),
        html.P(standing(compared), className="lead-sentence"),
        _pickers(source, compared, asked),
        _funnel(compared, asked),
        section(
            "Read this beside the figures", CAVEATS_SENTENCE, caveat_list(compared.caveats), id="caveats"
        ),
        section(
            f"{compared.focus}, year by year",
            YEARS_SENTENCE,
            years_table(source.figures(compared.focus)),
            id="own-years",
        ),
        licence(compared),
    ]


def choices(source: Published, query: Mapping[str, str]) -> dict[str, str]:
    """What the address asks to compare; the latest year and rape where it does not say."""
    return {
        "year": query.get("year") or source.years[-1],
        "scope": query.get("offences") or Scope.RAPE_ALL.value,
        "basis": query.get("counted") or Basis.RECORDED.value,
        "outcome": query.get("outcome") or "charged",
        "focus": query.get("focus") or FORCE,
    }


def _funnel(compared: Comparison, asked: Mapping[str, str]) -> html.Section:
    drawn = graph(
        funnel_of(compared),
        id="funnel-chart",
        title=f"{compared.outcome.label}, {compared.year}",
        description=f"{SCOPE_LABELS[compared.scope]}. Each mark is a force, by its {compared.denominator_label}.",
    )
    return section(
        "Where each force stands",
        funnel_sentence(compared),
        _bases(asked),
        drawn,
        force_table(compared),
        id="funnel",
    )


def _pickers(source: Published, compared: Comparison, asked: Mapping[str, str]) -> html.Form:
    return address_form(
        PATH,
        picker(
            "year", "Financial year", [(year, year) for year in reversed(source.years)], chosen=asked["year"]
        ),
        picker(
            "offences",
            "Offences",
            [(scope.value, label) for scope, label in SCOPE_LABELS.items()],
            chosen=asked["scope"],
        ),
        picker(
            "outcome",
            "Outcome",
            [(group.id, group.label) for group in OUTCOME_GROUPS.values()],
            chosen=asked["outcome"],
        ),
        picker("focus", "Force", [(row.force, row.force) for row in compared.rows], chosen=compared.focus),
        kept={"counted": asked["basis"]},
        button="Show",
        label="What to compare",
    )


def _bases(asked: Mapping[str, str]) -> html.Nav:
    """The two bases, one address each; they are never mixed."""
    ways = [
        (BASIS_LABELS[basis].capitalize(), _address(asked, basis), asked["basis"] == basis)
        for basis in (Basis.RECORDED, Basis.FINALISED)
    ]
    return switch("Counted by", ways)


def _address(asked: Mapping[str, str], basis: Basis) -> str:
    names = {"scope": "offences", "basis": "counted"}
    pairs = {names.get(name, name): value for name, value in {**asked, "basis": basis.value}.items()}
    return f"{PATH}?{urlencode(pairs)}"


PAGE = Page(
    PATH,
    "Benchmark",
    Action.SEE_BENCHMARK,
    layout,
    nav="Benchmark",
    group=Group.DATA,
    filtered=False,
    of_snapshot=False,
)
