"""Post-holders: who held which post from when until when, and who each crime is allocated to."""

from dataclasses import dataclass

import numpy as np

from flightdeck.data.synthetic.crimes import Crimes, Plan
from flightdeck.data.synthetic.draws import NEVER, Coded, Share, Text, Truth, Whole

FORCE_POSTS = 1_000_000
SMALLEST_TEAM = 5
GENERATIONS = 3  # post-holders one after another
OTHERS = ("first_responder", "custody_officer")  # outside the investigation teams
OTHERS_PER_TEAM = 4
TRIES = 16  # to find an investigator of the team who is in post on the day


@dataclass(frozen=True, slots=True)
class Posts:
    """The post-holders who have begun by the extract, one an entry. Days that do not come are NEVER."""

    ids: Whole
    team: Whole  # place among the crimes' teams: for those outside, the team they work beside
    team_names: tuple[str, ...]
    outside: Truth
    role: Coded
    part: Share  # full-time equivalent
    started: Whole
    ended: Whole

    def __len__(self) -> int:
        """How many there are."""
        return len(self.ids)

    def areas(self) -> Text:
        """The area of each: the first word of the team's name."""
        area: Text = np.array([name.split()[0] for name in self.team_names], dtype=object)
        return area[self.team]

    def in_post(self, day: Whole) -> Truth:
        """Whether each is in post on a day of its own."""
        return (self.started <= day) & (day <= self.ended)


def team_sizes(crimes: Crimes, plan: Plan) -> Whole:
    """Posts of each investigation team."""
    a_year = np.bincount(crimes.team.at, minlength=len(crimes.team.names)) / (plan.months / 12)
    return np.maximum(
        np.rint(a_year / plan.settings.numbers["crimes_per_investigator"]), SMALLEST_TEAM
    ).astype(np.int64)


def drawn_posts(crimes: Crimes, plan: Plan) -> Posts:
    """The post-holders of a force."""
    sizes = team_sizes(crimes, plan)
    team = np.repeat(np.arange(len(sizes)), sizes + OTHERS_PER_TEAM)
    outside = np.concatenate([np.arange(size + OTHERS_PER_TEAM) >= size for size in sizes.tolist()])
    rows = len(team) * GENERATIONS
    draws = plan.draws("staff", rows)
    team, outside = np.tile(team, GENERATIONS), np.tile(outside, GENERATIONS)
    started, ended = _tenures(plan, posts=len(team) // GENERATIONS)
    role = draws.pick("staff_role")
    for number, name in enumerate(OTHERS):
        role = role.put(outside & (np.arange(rows) % len(OTHERS) == number), name)
    here = np.flatnonzero(started <= plan.until)
    return Posts(
        ids=plan.force * FORCE_POSTS + here,
        team=team[here],
        team_names=crimes.team.names,
        outside=outside[here],
        role=role.take(here),
        part=np.where(draws.chance("part_time", 0.15), 0.6, 1.0)[here],
        started=started[here],
        ended=ended[here],
    )


def _tenures(plan: Plan, *, posts: int) -> tuple[Whole, Whole]:
    """First and last days of post-holders, one generation after another in the same posts."""
    draws = plan.draws("tenures", posts)
    start = plan.until - plan.months * 30 - draws.whole("before", 0, 700)
    starts, ends = [], []
    for generation in range(GENERATIONS):
        end = start + 120 + draws.lag(f"tenure_{generation}", "tenure")
        last = generation == GENERATIONS - 1
        starts.append(start)
        ends.append(np.full(posts, NEVER) if last else end)
        start = end + draws.whole(f"vacant_{generation}", 1, 90)
    return np.concatenate(starts), np.concatenate(ends)


def officers(crimes: Crimes, posts: Posts, plan: Plan, *, on: Whole) -> Text:
    """The number of the investigator of the team who has each crime on a day of its own; missing for a few."""
    draws = plan.draws("officers", len(crimes))
    able = np.flatnonzero(posts.role.equals("investigator") & ~posts.outside)
    able = able[np.argsort(posts.team[able], kind="stable")]
    many = np.bincount(posts.team[able], minlength=len(posts.team_names))
    first = np.cumsum(many) - many
    chosen = np.full(len(crimes), -1, dtype=np.int64)
    team = crimes.team.at
    for number in range(TRIES):
        pick = first[team] + np.floor(draws.share(f"try_{number}") * many[team]).astype(np.int64)
        one = able[np.minimum(pick, len(able) - 1)]
        fits = (many[team] > 0) & (posts.started[one] <= on) & (on <= posts.ended[one]) & (chosen < 0)
        chosen = np.where(fits, one, chosen)
    chosen = np.where(draws.chance("officer_blank"), -1, chosen)
    texts = np.empty(len(posts) + 1, dtype=object)
    texts[:] = [*(str(number) for number in posts.ids.tolist()), None]
    return texts[chosen]
