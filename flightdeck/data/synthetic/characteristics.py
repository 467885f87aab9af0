"""Protected characteristics as a record system holds them: mixed codes, mixed eras, and mostly blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flightdeck.data.synthetic.draws import Coded, Draws, Share, Table, Text, Truth, Whole
from flightdeck.data.synthetic.writing import blanked

if TYPE_CHECKING:
    from flightdeck.data.synthetic.crimes import Crimes, Plan
    from flightdeck.data.synthetic.people import People

FEMALE = ("19C", "19D", "19E", "19J", "20A", "20B")
MALE = ("19F", "19G", "19H", "19K", "17A", "17B")
AGES = {  # of the victim, by offence; the rest are adults
    **dict.fromkeys(("19C", "19F", "19J", "19K"), (16, 80)),
    **dict.fromkeys(("19D", "19G"), (13, 15)),
    **dict.fromkeys(("19E", "19H", "17B", "20B", "21"), (3, 12)),
    **dict.fromkeys(("17A", "20A"), (13, 75)),
    **dict.fromkeys(("22B", "88A", "71"), (11, 15)),
}
ADULT = (18, 75)
SUSPECT_AGES = (14, 78)
YOUNGER = 2.0  # power that makes the lower ages the likelier ones
VICTIM_FEMALE = 0.85  # where the offence code does not say
SUSPECT_FEMALE = 0.035
YEAR = 365.25
UNREADABLE = ("UNK", "999", "-1")
LABELS = {  # column -> (characteristic, mix, list of labels)
    "ETH_OFF": ("ethnicity_officer_defined", "ethnicity_officer", "ethnicity_officer"),
    "DISAB": ("disability", "disability", "disability"),
    "RELIG": ("religion_belief", "religion", "religion"),
    "SEX_ORNT": ("sexual_orientation", "orientation", "orientation"),
    "NATION": ("nationality", "nationality", "nationality"),
}


def characteristic_columns(draws: Draws, plan: Plan, crimes: Crimes, *, people: People) -> Table:
    """The columns of T_INV_NOM_LINK that hold characteristics."""
    writing, old = plan.writing(), crimes.old[people.crime]
    gaps = _Gaps(draws, crimes, people)
    columns: Table = {
        "AGE_TXT": _ages(draws, crimes, people, blank=gaps.of("age")),
        "SEX_TXT": writing.codes(_sex(draws, crimes, people).blank(gaps.of("sex")), "sex", old=old),
        "ETH_SD": writing.codes(
            _ethnicity(draws, people).blank(
                gaps.of("ethnicity_self_defined") | _stopped(draws, plan, crimes, people)
            ),
            "ethnicity",
            old=old | draws.chance("still_writes_codes", 0.4),
        ),
    }
    for column, (characteristic, mix, labels) in LABELS.items():
        coded = draws.pick(characteristic, mix).take(people.root)
        columns[column] = writing.codes(coded.blank(gaps.of(characteristic)), labels, old=old)
    return columns


class _Gaps:
    """Which links leave a characteristic blank, by role and team."""

    def __init__(self, draws: Draws, crimes: Crimes, people: People) -> None:
        self.draws, self.people = draws, people
        self.factor = np.array(draws.settings.recording.teams)[crimes.team.at[people.crime]]

    def of(self, characteristic: str) -> Truth:
        recording = self.draws.settings.recording
        victim, suspect = recording.victim[characteristic], recording.suspect[characteristic]
        factor = 1.0 if characteristic in recording.evened else self.factor
        share = np.where(self.people.suspect, suspect, victim) * factor
        return self.draws.chance(f"{characteristic}_blank", share) | ~self.people.identified


def _ages(draws: Draws, crimes: Crimes, people: People, *, blank: Truth) -> Text:
    offence = crimes.offence
    spans = [AGES.get(name, ADULT) for name in offence.names]
    low = np.array([span[0] for span in spans])[offence.at[people.crime]]
    high = np.array([span[1] for span in spans])[offence.at[people.crime]]
    share = draws.share("age") ** YOUNGER
    victim = low + np.floor((high - low + 1) * share).astype(np.int64)
    ages = np.where(people.suspect, _suspect_ages(share, crimes, people), victim)
    text = ages.astype(str).astype(object)
    odd = draws.chance("age_unreadable")
    text[odd] = np.array(UNREADABLE, dtype=object)[draws.whole("unreadable", 0, len(UNREADABLE) - 1)[odd]]
    return blanked(text, blank)


def _suspect_ages(share: Share, crimes: Crimes, people: People) -> Whole:
    """A suspect met again is older by the time between."""
    low, high = SUSPECT_AGES
    first = low + np.floor((high - low) * share).astype(np.int64)
    recorded = crimes.recorded[people.crime]
    since = (recorded - recorded[people.root]) / YEAR
    return first[people.root] + np.floor(since).astype(np.int64)


def victim_kind(offence: Coded) -> Whole:
    """What the offence says of its victim: 1 female, 2 male, 0 nothing."""
    return offence.equals(*FEMALE).astype(np.int64) + 2 * offence.equals(*MALE).astype(np.int64)


def _sex(draws: Draws, crimes: Crimes, people: People) -> Coded:
    kind = victim_kind(crimes.offence)[people.crime]
    female = np.where(kind == 0, draws.chance("victim_sex", VICTIM_FEMALE)[people.root], kind == 1)
    suspect = draws.chance("suspect_sex", SUSPECT_FEMALE)[people.root]
    coded = Coded(("M", "F"), np.where(people.suspect, suspect, female).astype(np.int64))
    return coded.put(draws.chance("sex_other", 0.002)[people.root], "X").put(
        draws.chance("sex_unknown", 0.006), "U"
    )


def _ethnicity(draws: Draws, people: People) -> Coded:
    """The ethnicity, or what was written in its place: not stated, a reason for not asking, a code of no list."""
    coded = draws.pick("ethnicity").take(people.root)
    written = draws.pick("ethnicity_written")
    for name in written.names:
        if name != "valid":
            coded = coded.put(written.equals(name), name)
    return coded


def _stopped(draws: Draws, plan: Plan, crimes: Crimes, people: People) -> Truth:
    """The planted story: one team leaves self-defined ethnicity blank from a month on."""
    if plan.stories is None:
        return np.zeros(len(people), dtype=bool)
    story = plan.stories.not_recorded
    here = (crimes.team.equals(story.where) & (crimes.recorded >= story.first_day()))[people.crime]
    return here & draws.chance("stopped", story.blank)
