"""Every raw table of one synthetic force."""

import numpy as np

from flightdeck.data.synthetic.backlog import drawn_with_backlog, window_start
from flightdeck.data.synthetic.cases import OUTCOMES_A_CRIME, outcome_table
from flightdeck.data.synthetic.crimes import Plan, investigation_table
from flightdeck.data.synthetic.custody import bail_tables, custody_table, drawn_bail, drawn_custody
from flightdeck.data.synthetic.disruption import breach_table, drawn_orders, order_table, retention_table
from flightdeck.data.synthetic.draws import Table
from flightdeck.data.synthetic.faults import with_faults
from flightdeck.data.synthetic.justice import court_table, drawn_court, submission_tables
from flightdeck.data.synthetic.people import FORCE_LINKS, drawn_people, link_table, nominal_table
from flightdeck.data.synthetic.victims import contact_table, material_table, support_table, survey_table
from flightdeck.data.synthetic.work import device_table, event_table, review_table
from flightdeck.data.synthetic.workforce import absence_table, staff_tables


def force_tables(plan: Plan) -> dict[str, Table]:
    """The raw tables of one force, faults included."""
    drawn = drawn_with_backlog(plan)
    crimes, cases = drawn.crimes, drawn.cases
    people = drawn_people(crimes, cases, plan)
    custody = drawn_custody(cases, people, plan)
    bail = drawn_bail(cases, people, custody, plan)
    orders = drawn_orders(crimes, people, plan)
    court = drawn_court(people, custody, plan)
    tables: dict[str, Table] = {
        "T_INVESTIGATION": investigation_table(crimes, plan, closed=cases.ended),
        "T_NOMINAL": nominal_table(people, crimes, plan),
        "T_INV_NOM_LINK": link_table(people, crimes, cases, plan),
        "T_OFF_OUTCOME": outcome_table(crimes, cases, plan, base=plan.force * FORCE_LINKS * OUTCOMES_A_CRIME),
        "T_CUSTODY": custody_table(crimes, people, custody, plan, finished=court.finished),
        **bail_tables(crimes, people, bail, plan),
        "T_BREACH": breach_table(crimes, people, bail, orders, plan),
        "T_ORDER": order_table(crimes, people, orders, plan),
        "T_BIOM": retention_table(crimes, cases, people, custody, plan),
        "T_VIC_CONTACT": contact_table(crimes, cases, people, custody, plan),
        "T_VIC_SUPPORT": support_table(crimes, cases, people, plan),
        "T_SURVEY": survey_table(plan),
        **submission_tables(crimes, cases, people, plan),
        "T_COURT": court_table(crimes, people, court, plan),
        "T_EXHIBIT_DEV": device_table(crimes, cases, people, custody, plan),
        "T_TPM_REQ": material_table(crimes, cases, people, plan),
        "T_INV_EVENT": event_table(crimes, people, plan),
        "T_INV_REVIEW": review_table(crimes, cases, plan),
        **staff_tables(crimes, plan),
        "T_ABSENCE": absence_table(crimes, plan),
    }
    return {name: with_faults(name, table, plan.settings) for name, table in tables.items()}


def extract_table(plan: Plan) -> Table:
    """SYS_EXTRACT: one row that says when the extract was taken, since when it is whole, and that nothing in it is real."""
    row = {
        "EXTRACT_DT": str(np.datetime64(plan.until, "D")),
        "WHOLE_FROM_DT": str(np.datetime64(window_start(plan), "D")),
        "SYS_NM": "SYNTHETIC RMS",
        "NOTICE": "SYNTHETIC: no row describes a real person, crime or force",
    }
    return {name: np.array([value], dtype=object) for name, value in row.items()}
