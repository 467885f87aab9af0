"""Biometric retention under section 63G (recommendation 9): who waits without a decision, and what became of the rest."""

from dash import html

from flightdeck.domain.orders_wording import applications_sentence, waiting_sentence
from flightdeck.services.access import Action
from flightdeck.services.retention import Retention
from flightdeck.web.components.action_list_parts import PATH as ACTION_LISTS
from flightdeck.web.components.action_list_parts import unverified_badge
from flightdeck.web.components.bail_parts import block, figures, listed_bars, waits_shown
from flightdeck.web.components.kpi_parts import missing_table
from flightdeck.web.components.links import link
from flightdeck.web.components.parts import present, section
from flightdeck.web.site import Children, Group, Page, View

PATH = "/biometric-retention"
ABOUT = (
    "When somebody arrested for a qualifying offence is not charged, their biometrics are destroyed unless a chief officer "
    "applies to the Biometrics Commissioner to keep them for three years."
)
AGES = "Those who wait now, by the days since the case became eligible."
STATES = "Where every eligible case stands: none is left out."
CLOCKS = "How long each step took, of those that took it. Those still waiting are above."
KPIS = "The KPIs of this page. Their 28 days stand in their definitions, whatever the setting says."


def layout(view: View, **_query: str) -> Children:
    """The headline, the waits, the steps, the clocks and the KPIs."""
    answer = view.deck.retention(view.filters, view.actor)
    told = waiting_sentence(
        answer.waiting.value, answer.overdue.value, answer.deadline, at_least=answer.waiting.at_least
    )
    head = present(
        html.P("Recommendation 9", className="eyebrow"),
        html.H1("Biometric retention, section 63G"),
        None if answer.missing else html.P(told, className="lead-sentence"),
        html.P(ABOUT),
        html.P(unverified_badge(f"deadline of {answer.deadline} days is a setting"), className="badges"),
        missing_table(answer.missing),
    )
    kpis = section("KPIs", KPIS, block(answer.results, view.filters), id="kpis")
    return [*head, kpis] if answer.missing else [*head, *_figures(view, answer), kpis]


def _figures(view: View, answer: Retention) -> list[html.Div | html.Section]:
    by_step = {one.code: one.count for one in answer.steps or ()}
    eligible = by_step.get("Eligible")
    said = applications_sentence(
        by_step.get("Applied for"), by_step.get("Decided to apply"), eligible, closed=answer.steps is None
    )
    return [
        html.Div(
            [
                figures(
                    [
                        ("Eligible, no decision now", answer.waiting),
                        (f"Past {answer.deadline} days", answer.overdue),
                    ]
                ),
                html.P(link("The cases to decide: the action lists", ACTION_LISTS, view.filters)),
            ],
            className="headline orders-lead",
        ),
        section(
            "How long they have waited", AGES,
            *listed_bars(
                answer.ages, title="Eligible without a decision, by the wait", unit="cases", id="ages", head="Waiting for",
                of=answer.waiting.value, synthetic=answer.synthetic, sentence="The deadline is a setting and not verified.",
            ),
            id="ages-block",
        ),
        section(
            "From eligible to kept", f"{said} {STATES}",
            *listed_bars(
                answer.steps, title="How far cases have come", unit="cases", id="steps", head="Step", of=eligible,
                synthetic=answer.synthetic, sentence="Each step counts every case that came so far, beside all that were eligible.",
            ),
            *listed_bars(
                answer.states, title="Where each case stands", unit="cases", id="states", head="State", synthetic=answer.synthetic,
                sentence="Each case stands in one place. Kept is with the Commissioner’s consent.",
            ),
            id="steps-block",
        ),
        section(
            "Clocks", CLOCKS,
            *waits_shown(
                answer.clocks, caption=f"Days each step took; the {answer.deadline} days are not verified", late=f"Over {answer.deadline}",
                unit="days", id="clocks", synthetic=answer.synthetic,
            ),
            id="clocks-block",
        ),
    ]  # fmt: skip


PAGE = Page(
    PATH, "Biometric retention", Action.SEE_FIGURES, layout, nav="Biometric retention", group=Group.SUSPECTS
)
