"""Victims who ask for a decision not to go on to be looked at again."""

import numpy as np

from flightdeck.data.synthetic.cases import Cases
from flightdeck.data.synthetic.crimes import Crimes, Plan
from flightdeck.data.synthetic.draws import Coded, Table
from flightdeck.data.synthetic.people import People

REVIEWABLE = (
    "evidential_victim_supports",
    "not_in_public_interest_cps",
    "not_in_public_interest_police",
    "further_action_not_in_public_interest",
)


def review_request_table(crimes: Crimes, cases: Cases, people: People, plan: Plan) -> Table:
    """T_VRR: one row a request under the victims' right to review."""
    draws, writing = plan.draws("review_requests", len(people)), plan.writing()
    may = ~people.suspect & cases.outcome.equals(*REVIEWABLE)[people.crime]
    asked = cases.ended[people.crime] + draws.lag("review_request")
    here = np.flatnonzero(may & draws.chance("review_requested") & (asked <= plan.until))
    old, asked = crimes.old[people.crime[here]], asked[here]
    decided = asked + draws.lag("review_request_decided")[here]
    upheld = Coded(("not_upheld", "upheld"), draws.chance("review_upheld")[here].astype(np.int64))
    return {
        "VRR_ID": people.link[here],
        "LINK_ID": people.link[here],
        "REQ_DT": writing.days(asked, old=old),
        "DEC_DT": writing.days(decided, old=old),
        "DEC_TXT": writing.codes(upheld.blank(decided > plan.until), "review_decision"),
    }
