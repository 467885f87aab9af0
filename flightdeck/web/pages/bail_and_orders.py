"""Bail, orders and breaches (recommendation 7): what restricts suspects, what ran out, and how fast a breach was answered."""

from dash import html

from flightdeck.domain.orders_wording import bail_sentence, orders_sentence, regime_sentence
from flightdeck.services.access import Action
from flightdeck.services.bail_orders import BailOrders
from flightdeck.web.components.action_list_parts import PATH as ACTION_LISTS
from flightdeck.web.components.action_list_parts import unverified_badge
from flightdeck.web.components.bail_parts import (
    block,
    figures,
    kinds_by_state,
    listed_bars,
    regimes,
    waits_shown,
)
from flightdeck.web.components.kpi_parts import missing_table
from flightdeck.web.components.links import link
from flightdeck.web.components.parts import present, section
from flightdeck.web.site import Children, Group, Page, View

PATH = "/bail-and-orders"
BAIL = "Bail lets a suspect be bound by conditions; release under investigation does not. Each is read beside the other."
CONDITIONS = "What suspects were bound by. A bail can have several conditions, so these do not add up."
ORDERS = "From considered to in force: where the orders stand that were considered in these months."
BREACHES = "A breach that nobody answers protects nobody. A day is a proposal, and begun hours count whole."
PAUSE = "the bail clock is stopped while papers are with the Crown Prosecution Service"
REGIMES = "Which law holds goes by the day of arrest. Exceptionally complex cases may run to twelve months before a court. "


def layout(view: View, **_query: str) -> Children:
    """Bail, conditions, orders and breaches, each with its sentence, its picture and its KPIs."""
    answer = view.deck.bail_orders(view.filters, view.actor)
    bail, orders = answer.bail_now, answer.orders_now
    lead = [
        bail_sentence(bail.value, answer.bail_past.value, at_least=bail.at_least),
        orders_sentence(orders.value, at_least=orders.at_least),
    ]
    head = present(
        html.P("Recommendation 7", className="eyebrow"),
        html.H1("Bail, orders and breaches"),
        None if answer.missing else html.P(" ".join(lead), className="lead-sentence"),
        html.P(unverified_badge(PAUSE), className="badges") if answer.clock_pauses else None,
        missing_table(answer.missing),
    )
    if answer.missing:
        return [*head, *(block(results, view.filters) for results in answer.results.values())]
    return [*head, _now(view, answer), *_bail(view, answer), *_orders(view, answer), _breaches(view, answer)]


def _now(view: View, answer: BailOrders) -> html.Div:
    return html.Div(
        [
            figures(
                [
                    ("On bail now", answer.bail_now),
                    ("Past the end, none recorded", answer.bail_past),
                    ("Orders in force", answer.orders_now),
                ]
            ),
            html.P(link("What falls due next: the action lists", ACTION_LISTS, view.filters)),
        ],
        className="headline orders-lead",
    )


def _bail(view: View, answer: BailOrders) -> list[html.Section]:
    said = regime_sentence(answer.too_long, answer.without_arrest) if answer.regimes else ""
    return [
        section(
            "Bail or release under investigation", BAIL,
            *listed_bars(
                answer.releases, title="Releases by kind", unit="releases", id="releases", head="Release", synthetic=answer.synthetic,
                sentence="Every release from custody or attendance in these months.",
            ),
            block(answer.results["bail"], view.filters), id="bail",
        ),
        section("Regimes and extensions", REGIMES + said, *regimes(answer.regimes, synthetic=answer.synthetic), id="regimes-block"),
        section(
            "Conditions", CONDITIONS,
            *listed_bars(
                answer.conditions, title="Bail periods with each kind of condition", unit="bail periods", id="conditions", head="Condition",
                synthetic=answer.synthetic, sentence="The kinds that nobody was bound by are not shown.",
            ),
            id="conditions-block",
        ),
    ]  # fmt: skip


def _orders(view: View, answer: BailOrders) -> list[html.Section]:
    considered = answer.order_steps[0].count if answer.order_steps else None
    return [
        section(
            "Protection orders", ORDERS,
            *listed_bars(
                answer.order_steps, title="How far orders have come", unit="orders", id="order-steps", head="Step", of=considered,
                synthetic=answer.synthetic, sentence="Each step counts every order that came so far.",
            ),
            *listed_bars(
                answer.order_states, title="Where they stand", unit="orders", id="order-states", head="State", synthetic=answer.synthetic,
                sentence="Each order stands in one place, as at the day of the snapshot.",
            ),
            *listed_bars(
                answer.order_kinds, title="Kinds of order considered", unit="orders", id="order-kinds", head="Order",
                synthetic=answer.synthetic, sentence="Whatever became of them.",
            ),
            kinds_by_state(answer.orders),
            block(answer.results["orders"], view.filters), id="orders",
        ),
    ]  # fmt: skip


def _breaches(view: View, answer: BailOrders) -> html.Section:
    return section(
        "Breaches", BREACHES,
        *waits_shown(
            answer.breaches, caption="From the report of a breach to the first response", late="Over 24 hours",
            unit="hours", id="breach-waits", synthetic=answer.synthetic,
        ),
        block(answer.results["breaches"], view.filters), id="breaches",
    )  # fmt: skip


PAGE = Page(
    PATH, "Bail, orders and breaches", Action.SEE_FIGURES, layout, nav="Bail and orders", group=Group.SUSPECTS
)
