"""The people of the crimes: links of victims and suspects, with nominal numbers that mean nothing."""

from dataclasses import dataclass

import numpy as np

from flightdeck.data.synthetic.cases import WITHDRAWN, Cases
from flightdeck.data.synthetic.characteristics import characteristic_columns, victim_kind
from flightdeck.data.synthetic.crimes import Crimes, Plan
from flightdeck.data.synthetic.draws import NEVER, NONE, Coded, Draws, Table, Text, Truth, Whole, scattered
from flightdeck.data.synthetic.writing import blanked

SLOTS = 8  # a crime leaves room for eight links; five are used
VICTIM, SECOND_VICTIM, SUSPECT, SECOND_SUSPECT, THIRD_SUSPECT = range(5)
FORCE_LINKS = 100_000_000  # link ids of one force
DUPLICATE = 50_000_000  # added to a link id to make the number of a duplicated nominal
NOMINALS = 1 << 33  # nominal numbers are scattered over this many
SCATTER = 2_654_435_761  # odd, so that multiplying by it modulo a power of two keeps numbers apart
APART = 6  # links back at which the crime is surely another one


@dataclass(frozen=True, slots=True)
class People:
    """The links, sorted by crime and slot: one person in one role on one crime an entry."""

    link: Whole
    crime: Whole  # place among the crimes
    slot: Whole
    suspect: Truth
    identified: Truth
    root: Whole  # place of the link at which the person was first met
    nominal: Text
    named: Whole  # day the suspect was named; NEVER for victims

    def __len__(self) -> int:
        """How many links there are."""
        return len(self.link)

    def of_slot(self, slot: int, crimes: int) -> Whole:
        """For each crime the place of its link in a slot, or -1."""
        at = np.full(crimes, -1, dtype=np.int64)
        here = np.flatnonzero(self.slot == slot)
        at[self.crime[here]] = here
        return at

    def returning(self) -> Truth:
        """Identified suspects who are named in more than one crime."""
        named = self.suspect & self.identified
        times = np.bincount(self.root[named], minlength=len(self))
        return named & (times[self.root] > 1)


def drawn_people(crimes: Crimes, cases: Cases, plan: Plan) -> People:
    """The links of every crime."""
    crime, slot = np.nonzero(_present(crimes, cases, plan.draws("slots", len(crimes))))
    draws = plan.draws("people", len(crime))
    suspect = slot >= SUSPECT
    identified = ~suspect | cases.identified[crime]
    link = plan.force * FORCE_LINKS + (crime + 1) * SLOTS + slot
    alike = np.where(suspect, 0, victim_kind(crimes.offence)[crime])
    root = _roots(draws, suspect=suspect, identified=identified, alike=alike)
    root = _same_victims(root, draws, crime=crime, slot=slot, alike=alike)
    late = np.where(draws.chance("named_later"), draws.lag("named_late", "named_later"), 0)
    late = np.minimum(late, np.maximum(cases.unslowed_step - crimes.reported, 0)[crime])
    return People(
        link=link,
        crime=crime,
        slot=slot,
        suspect=suspect,
        identified=identified,
        root=root,
        nominal=_nominals(link, root, draws, identified=identified),
        named=np.where(suspect & identified, crimes.reported[crime] + late, NEVER),
    )


def _present(crimes: Crimes, cases: Cases, draws: Draws) -> Truth:
    """Crimes by slots: which links there are."""
    more = draws.share("more_suspects")
    third = cases.identified & (more < draws.number("third_suspect"))
    second = cases.identified & (more < draws.number("third_suspect") + draws.number("second_suspect"))
    unknown = draws.chance("unidentified_suspect_row") & ~crimes.incident
    first = cases.identified | unknown
    return np.column_stack(
        [np.ones(len(crimes), dtype=bool), draws.chance("second_victim"), first, second, third]
    )


def _roots(draws: Draws, *, suspect: Truth, identified: Truth, alike: Whole) -> Whole:
    """For each link the place of the first link of the same person: mostly its own, else one of the same kind."""
    root = np.arange(draws.rows)
    for role, name in ((suspect & identified, "suspect_returns"), (~suspect, "victim_returns")):
        here = np.flatnonzero(role)
        furthest = max(APART + 1, round(draws.number("suspect_returns_within") * len(here)))
        back = np.arange(len(here)) - draws.whole(f"{name}_back", APART, furthest)[here]
        returns = draws.chance(name)[here] & (back >= 0) & (alike[here] == alike[here][back])
        root[here] = here[_first_met(np.where(returns, back, np.arange(len(here))))]
    return root


def _first_met(before: Whole) -> Whole:
    """Of each place the first of its chain, where every place points to an earlier one of the same person or to itself."""
    while not np.array_equal(before, before[before]):
        before = before[before]
    return before


def _same_victims(root: Whole, draws: Draws, *, crime: Whole, slot: Whole, alike: Whole) -> Whole:
    """The roots where some who come back have harmed the same victim as before."""
    victim = np.full(int(crime.max(initial=-1)) + 1, -1, dtype=np.int64)
    victim[crime[slot == VICTIM]] = np.flatnonzero(slot == VICTIM)
    own, before = victim[crime], victim[crime[root]]
    again = (
        (slot == SUSPECT)
        & (own != before)
        & (alike[own] == alike[before])
        & draws.chance("same_victim_again")
    )
    known = root.copy()
    known[own[again]] = before[again]
    return _first_met(known)


def _nominals(link: Whole, root: Whole, draws: Draws, *, identified: Truth) -> Text:
    """Nominal numbers; some links use a second number that the force gave the same person by mistake."""
    duplicate = np.where(_duplicated(link, draws), DUPLICATE, 0)
    numbers = (link[root] + duplicate) * SCATTER % NOMINALS
    nominal = np.empty(len(link), dtype=object)
    nominal[:] = [f"N{number:010d}" for number in numbers.tolist()]
    return blanked(nominal, ~identified)


def _duplicated(link: Whole, draws: Draws) -> Truth:
    return scattered(link, "duplicate nominal") < draws.number("nominal_duplicated")


def link_table(people: People, crimes: Crimes, cases: Cases, plan: Plan) -> Table:
    """T_INV_NOM_LINK: one row a person in a role on a crime, with the characteristics as recorded then."""
    draws, writing = plan.draws("links", len(people)), plan.writing()
    old = crimes.old[people.crime]
    named = np.where(draws.chance("named_blank"), NEVER, people.named)
    relationship = draws.pick("relationship").blank(~people.suspect | draws.chance("relationship_blank"))
    supports, changed, reason = _support(people, crimes, cases, draws, until=plan.until)
    return {
        "LINK_ID": people.link,
        "INV_URN": crimes.urn[people.crime],
        "NOM_ID": people.nominal,
        "ROLE_TXT": writing.codes(
            Coded(("victim", "suspect"), people.suspect.astype(np.int64)), "role", old=old
        ),
        "IDENT_YN": writing.flags(people.identified),
        "POSS_DUP_YN": writing.flags(_possible_duplicates(people, draws)),
        "NAMED_DT": writing.days(named, old=old),
        "REL_TXT": writing.codes(relationship, "relationship"),
        "SUPP_TXT": writing.codes(supports, "support"),
        "SUPP_DT": writing.days(changed, old=old),
        "SUPP_DISC_DT": writing.days(_discussed(people, crimes, draws, changed=changed), old=old),
        "WDL_RSN": writing.codes(reason, "withdrawal_reason"),
        **characteristic_columns(draws, plan, crimes, people=people),
    }


def _support(
    people: People, crimes: Crimes, cases: Cases, draws: Draws, *, until: int
) -> tuple[Coded, Whole, Coded]:
    """Whether each victim supports the investigation, since when, and why not."""
    day = _withdrawal(people, crimes, cases, draws)
    no_longer = day <= until
    support = Coded(("yes", "no"), no_longer.astype(np.int64)).blank(
        people.suspect | draws.chance("support_blank")
    )
    reason = draws.pick("reason", "withdrawal_reason").blank(
        ~no_longer | draws.chance("withdrawal_reason_blank")
    )
    return support, np.where(no_longer, day, NEVER), reason


def withdrawn_on(people: People, crimes: Crimes, cases: Cases, plan: Plan) -> Whole:
    """The day each victim stopped supporting the investigation; NEVER for the rest."""
    return _withdrawal(people, crimes, cases, plan.draws("links", len(people)))


def _withdrawal(people: People, crimes: Crimes, cases: Cases, draws: Draws) -> Whole:
    reported, ended = crimes.reported[people.crime], cases.unslowed_end[people.crime]
    withdrawn = (
        cases.outcome.take(people.crime).equals(*WITHDRAWN)
        & (cases.ended[people.crime] < NEVER)
        & ~people.suspect
    )
    part = np.minimum(draws.share("withdrawal") ** 0.5, 0.97)
    return np.where(withdrawn, reported + np.floor((ended - reported) * part).astype(np.int64), NEVER)


def _discussed(people: People, crimes: Crimes, draws: Draws, *, changed: Whole) -> Whole:
    """The day support was discussed: before a withdrawal, after it, or at some time though nobody withdrew."""
    reported = crimes.reported[people.crime]
    before = np.maximum(changed - draws.lag("discussed", "support_discussed"), reported)
    day = np.where(draws.chance("support_discussed_after"), changed + draws.whole("after", 1, 21), before)
    withdrew = draws.chance("support_discussed") & (changed < NEVER)
    stayed = draws.chance("support_discussed_unasked") & (changed >= NEVER) & ~people.suspect
    return np.where(withdrew, day, np.where(stayed, reported + draws.lag("unasked", "contact_due"), NEVER))


def nominal_table(people: People, crimes: Crimes, plan: Plan) -> Table:
    """T_NOMINAL: one row a nominal number. Nothing about the person: only when it was made and what it was merged into."""
    draws = plan.draws("nominals", len(people))
    known = np.flatnonzero(people.identified)
    _, first = np.unique(people.nominal[known].astype(str), return_index=True)
    rows = known[np.sort(first)]
    crime = people.crime[rows]
    merged = _duplicated(people.link, draws)[rows] & _merged(people, draws)[rows]
    survivor = people.link[people.root[rows]] * SCATTER % NOMINALS
    text = np.full(len(rows), None, dtype=object)
    text[merged] = [f"N{number:010d}" for number in survivor[merged].tolist()]
    return {
        "NOM_ID": people.nominal[rows],
        "CREATED_DT": plan.writing().days(crimes.recorded[crime], old=crimes.old[crime]),
        "MERGED_INTO": text,
    }


def _merged(people: People, draws: Draws) -> Truth:
    """Whether the force has found a person's second nominal and merged it."""
    return scattered(people.link[people.root], "merged nominal") < draws.number("nominal_merged")


def _possible_duplicates(people: People, draws: Draws) -> Truth:
    """Links of a person under two nominals where the pair was noticed and not yet decided, and a few false alarms."""
    twice = np.zeros(len(people), dtype=bool)
    twice[people.root[_duplicated(people.link, draws) & people.identified]] = True
    root = people.link[people.root]
    noticed = scattered(root, "duplicate noticed") < draws.number("duplicate_noticed")
    false = scattered(root, "duplicate by mistake") < draws.number("duplicate_false")
    return people.identified & ((twice[people.root] & noticed & ~_merged(people, draws)) | false)


def first_suspects(people: People, crimes: int) -> Whole:
    """For each crime the place of its first identified suspect, or -1."""
    at = people.of_slot(SUSPECT, crimes)
    return np.where((at >= 0) & people.identified[at], at, NONE)
