"""Where each crime goes: its outcome and the days of referral, decision and outcome, as the planted stories bend them."""

from dataclasses import dataclass, replace

import numpy as np

from flightdeck.data.synthetic.crimes import Crimes, Plan
from flightdeck.data.synthetic.draws import NEVER, Coded, Draws, Share, Table, Truth, Whole, cut
from flightdeck.data.synthetic.settings import Backlog, ProcessChange

NOT_IDENTIFIED = ("evidential_suspect_not_identified_victim_does_not_support", "no_suspect_identified")
WITHDRAWN = (
    "evidential_suspect_not_identified_victim_does_not_support",
    "evidential_victim_does_not_support",
)
CHARGED = ("charged", "charged_alternate_offence")
WORKED_PART = 0.9  # of the way to an outcome at which the first, later reversed, outcome is given
OUTCOMES_A_CRIME = 2  # record ids leave room for a reversed outcome and the final one


@dataclass(frozen=True, slots=True)
class Cases:
    """One case an entry, beside the crimes. Days that do not come are NEVER."""

    outcome: Coded
    identified: Truth
    charged: Truth
    refused: Truth  # by the Crown Prosecution Service
    in_custody: Truth
    referred: Whole
    decided: Whole
    ended: Whole
    unslowed_step: Whole  # the first of referral and outcome, and the outcome, but for any backlog:
    unslowed_end: Whole  # arrests and withdrawals do not wait for paperwork


def drawn_cases(crimes: Crimes, plan: Plan) -> Cases:
    """The case of each crime."""
    draws = plan.draws("cases", len(crimes))
    change = plan.stories.process_change if plan.stories else None
    outcome = _outcome(crimes, draws, change)
    charged = outcome.equals(*CHARGED)
    refused = outcome.equals("evidential_victim_supports") & draws.chance("refused_by_cps")
    refused |= outcome.equals("not_in_public_interest_cps")
    in_custody = charged & draws.chance("custody_charge")
    referred, decided = _referral(crimes, draws, change, in_custody=in_custody)
    to_cps = charged | refused
    ended = np.where(
        to_cps, decided + draws.lag("decision_to_outcome"), crimes.recorded + _days(outcome, draws)
    )
    ended = np.maximum(ended, crimes.recorded + 1) + _tail(draws)
    cases = Cases(
        outcome=outcome,
        identified=~outcome.equals(*NOT_IDENTIFIED) & ~crimes.incident,
        charged=charged,
        refused=refused,
        in_custody=in_custody,
        referred=np.where(to_cps, referred, NEVER),
        decided=np.where(to_cps, decided, NEVER),
        ended=ended,
        unslowed_step=np.where(to_cps, referred, ended),
        unslowed_end=ended,
    )
    return _removed(crimes, _slowed(crimes, cases, plan.stories.backlog) if plan.stories else cases)


def _outcome(crimes: Crimes, draws: Draws, change: ProcessChange | None) -> Coded:
    rape, other = (draws.settings.mixes[mix] for mix in ("rape_outcomes", "other_outcomes"))
    names = tuple(dict.fromkeys([*rape, *other]))
    shares = draws.share("outcome")
    ends = [_Ends(mix, names).at(shares) for mix in (rape, other)]
    outcome = Coded(names, np.where(crimes.rape, ends[0], ends[1]))
    if change is None:
        return outcome
    helped = draws.chance("charged_instead", change.charged_instead) & (crimes.recorded >= change.first_day())
    return outcome.put(helped & outcome.equals("evidential_victim_supports"), "charged")


@dataclass(frozen=True, slots=True)
class _Ends:
    """A mix whose places are read in the order of a longer list of names."""

    mix: dict[str, float]
    names: tuple[str, ...]

    def at(self, shares: Share) -> Whole:
        """The places, in the longer list, of uniform shares."""
        order: Whole = np.array([self.names.index(name) for name in self.mix], dtype=np.int64)
        return order[cut(shares, self.mix)]


def _days(outcome: Coded, draws: Draws) -> Whole:
    lags = draws.settings.lags
    wanted = [lags.get(name, lags["other_outcome"]) for name in outcome.names]
    median: Share = np.array([lag.median for lag in wanted])[outcome.at]
    spread: Share = np.array([lag.spread for lag in wanted])[outcome.at]
    days: Share = median * np.exp(spread * draws.normal("days"))
    return np.rint(days).astype(np.int64)


def _tail(draws: Draws) -> Whole:
    extra = draws.whole(
        "tail_days", int(draws.number("long_tail_shortest")), int(draws.number("long_tail_longest"))
    )
    return np.where(draws.chance("long_tail"), extra, 0)


def _referral(
    crimes: Crimes, draws: Draws, change: ProcessChange | None, *, in_custody: Truth
) -> tuple[Whole, Whole]:
    days = np.where(in_custody, draws.lag("custody_referral"), draws.lag("report_to_referral"))
    if change is not None:
        sooner = (crimes.recorded >= change.first_day()) & ~in_custody
        days = np.where(sooner, np.rint(days * change.referral_time).astype(np.int64), days)
    deciding = np.where(
        draws.chance("quick_decision"),
        draws.lag("quick", "quick_decision"),
        draws.lag("referral_to_decision"),
    )
    deciding = np.where(in_custody, draws.lag("custody_decision"), deciding)
    referred = np.maximum(crimes.reported + days, crimes.recorded)
    return referred, referred + deciding


def _slowed(crimes: Crimes, cases: Cases, story: Backlog) -> Cases:
    """The cases with one team's clock running slow between two days: later days move on, their order stays."""
    team = crimes.team.equals(story.where)

    def bent(days: Whole) -> Whole:
        start = np.maximum(crimes.recorded, story.first_day())
        end = np.maximum(start, story.last_day())
        left = days - start  # work still to do when the clock slows
        slow = start + np.rint(left / story.pace).astype(np.int64)
        caught = end + left - np.rint((end - start) * story.pace).astype(np.int64)
        later = np.where(slow <= end, slow, caught)
        return np.where(team & (left > 0) & (days < NEVER), later, days)

    return replace(cases, referred=bent(cases.referred), decided=bent(cases.decided), ended=bent(cases.ended))


def _removed(crimes: Crimes, cases: Cases) -> Cases:
    """Incidents, and crimes cancelled or transferred before they ended, have no outcome and go no further."""
    gone = np.minimum(crimes.cancelled, crimes.transferred)
    ended = np.where(crimes.incident | (gone <= cases.ended), NEVER, cases.ended)
    stopped = ended == NEVER
    return replace(
        cases,
        charged=cases.charged & ~stopped,
        refused=cases.refused & ~stopped,
        referred=np.where(stopped, NEVER, cases.referred),
        decided=np.where(stopped, NEVER, cases.decided),
        ended=ended,
    )


def outcome_table(crimes: Crimes, cases: Cases, plan: Plan, *, base: int) -> Table:
    """T_OFF_OUTCOME: one row an outcome given by the day of the extract, the reversed ones among them."""
    draws, writing = plan.draws("outcomes", len(crimes)), plan.writing()
    life = np.minimum(cases.ended, plan.until) - crimes.recorded
    first = crimes.recorded + np.floor(life * draws.share("first_outcome") * WORKED_PART).astype(np.int64)
    back = first + np.floor((np.minimum(cases.ended, plan.until) - first) * draws.share("back")).astype(
        np.int64
    )
    reversed_ = draws.chance("reversed") & (cases.ended < NEVER) & (life > 0)
    given = np.flatnonzero(cases.ended <= plan.until)
    undone = np.flatnonzero(reversed_)
    rows = np.concatenate([undone, given])
    final = np.concatenate([np.zeros(len(undone), dtype=bool), np.ones(len(given), dtype=bool)])
    old = crimes.old[rows]
    odd = draws.chance("outcome_label_unknown")
    forgotten = draws.chance("reversal_not_dated")
    texts = [
        writing.codes(draws.pick("reversed_outcomes").take(undone), "outcome", old=crimes.old[undone]),
        writing.codes(
            cases.outcome.put(odd, "unknown_to_every_list").take(given), "outcome", old=crimes.old[given]
        ),
    ]
    return {
        "OUT_ID": base + rows * OUTCOMES_A_CRIME + final,
        "INV_URN": crimes.urn[rows],
        "OUT_TXT": np.concatenate(texts),
        "OUT_DT": writing.days(np.where(final, cases.ended[rows], first[rows]), old=old),
        "REV_DT": writing.days(np.where(final | forgotten[rows], NEVER, back[rows]), old=old),
    }
