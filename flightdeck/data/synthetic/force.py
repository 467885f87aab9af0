"""Every raw table of one synthetic force."""

import numpy as np

from flightdeck.data.synthetic.backlog import drawn_with_backlog, window_start
from flightdeck.data.synthetic.cases import OUTCOMES_A_CRIME, Cases, outcome_table
from flightdeck.data.synthetic.crimes import Crimes, Plan, investigation_table
from flightdeck.data.synthetic.custody import bail_tables, custody_table, drawn_bail, drawn_custody
from flightdeck.data.synthetic.disruption import breach_table, drawn_orders, order_table, retention_table
from flightdeck.data.synthetic.draws import Table, Text
from flightdeck.data.synthetic.faults import with_faults
from flightdeck.data.synthetic.justice import court_table, drawn_court, submission_tables
from flightdeck.data.synthetic.people import FORCE_LINKS, drawn_people, link_table, nominal_table
from flightdeck.data.synthetic.plans import check_table, drawn_checks, last_checks, plan_table
from flightdeck.data.synthetic.posts import Posts, drawn_posts, officers, team_sizes
from flightdeck.data.synthetic.review_requests import review_request_table
from flightdeck.data.synthetic.victims import contact_table, material_table, support_table, survey_table
from flightdeck.data.synthetic.wellbeing import team_tables
from flightdeck.data.synthetic.work import device_table, event_table, review_table
from flightdeck.data.synthetic.workforce import staff_tables


def force_tables(plan: Plan) -> dict[str, Table]:
    """The raw tables of one force, faults included."""
    drawn = drawn_with_backlog(plan)
    crimes, cases = drawn.crimes, drawn.cases
    people = drawn_people(crimes, cases, plan)
    custody = drawn_custody(cases, people, plan)
    bail = drawn_bail(cases, people, custody, plan)
    orders = drawn_orders(crimes, people, plan)
    court = drawn_court(people, custody, plan)
    posts = drawn_posts(crimes, plan)
    checks = drawn_checks(people, orders, plan)
    tables: dict[str, Table] = {
        "T_INVESTIGATION": investigation_table(
            crimes, plan, closed=cases.ended, officer=_officers(crimes, cases, posts, plan)
        ),
        "T_NOMINAL": nominal_table(people, crimes, plan),
        "T_INV_NOM_LINK": link_table(people, crimes, cases, plan),
        "T_OFF_OUTCOME": outcome_table(crimes, cases, plan, base=plan.force * FORCE_LINKS * OUTCOMES_A_CRIME),
        "T_CUSTODY": custody_table(crimes, people, custody, plan, finished=court.finished),
        **bail_tables(crimes, people, bail, plan),
        "T_BREACH": breach_table(crimes, people, bail, orders, plan),
        "T_ORDER": order_table(crimes, people, orders, last_checks(orders, checks), plan),
        "T_ORDER_CHK": check_table(crimes, people, orders, checks, plan),
        "T_DISR_PLAN": plan_table(people, plan),
        "T_BIOM": retention_table(crimes, cases, people, custody, plan),
        "T_VIC_CONTACT": contact_table(crimes, cases, people, custody, plan),
        "T_VIC_SUPPORT": support_table(crimes, cases, people, plan),
        "T_VRR": review_request_table(crimes, cases, people, plan),
        "T_SURVEY": survey_table(plan),
        **submission_tables(crimes, cases, people, plan),
        "T_COURT": court_table(crimes, people, court, plan),
        "T_EXHIBIT_DEV": device_table(crimes, cases, people, custody, plan),
        "T_TPM_REQ": material_table(crimes, cases, people, plan),
        "T_INV_EVENT": event_table(crimes, cases, people, plan),
        "T_INV_REVIEW": review_table(crimes, cases, plan),
        **staff_tables(posts, plan),
        **team_tables(posts, team_sizes(crimes, plan), plan),
    }
    return {name: with_faults(name, table, plan.settings) for name, table in tables.items()}


def _officers(crimes: Crimes, cases: Cases, posts: Posts, plan: Plan) -> Text:
    """Who has, or had, each crime on the last day it was open."""
    gone = np.minimum(np.minimum(cases.ended, crimes.cancelled), crimes.transferred)
    return officers(crimes, posts, plan, on=np.minimum(gone, plan.until))


def extract_table(plan: Plan) -> Table:
    """SYS_EXTRACT: one row that says when the extract was taken, since when it is whole, and that nothing in it is real."""
    row = {
        "EXTRACT_DT": str(np.datetime64(plan.until, "D")),
        "WHOLE_FROM_DT": str(np.datetime64(window_start(plan), "D")),
        "SYS_NM": "SYNTHETIC RMS",
        "NOTICE": "SYNTHETIC: no row describes a real person, crime or force",
    }
    return {name: np.array([value], dtype=object) for name, value in row.items()}
