"""A deck with a problem profile in which every kind of block stands once: open, closed, not computable, with a gap."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from flightdeck.domain.profile import Block, Change, Changes, Grid, Line, Move, ProblemProfile, Split, Tiles
from flightdeck.domain.profile_terms import CANNOT, MONTHS
from flightdeck.domain.result import MissingField
from flightdeck.errors import ReaderError
from flightdeck.services.access import Action, require
from tests.inner_deck import InnerDeck

AREAS = (
    Line("Eastern", 640, 0.4), Line("Southern", 560, 0.35), Line("Western", None, None, hidden=True),
)  # fmt: skip
WEEK = ("Monday", "Tuesday", "Wednesday")
NOT_GIVEN = MissingField("crimes", "lsoa", "The place is free text, which is never read.", "free_text")
BLOCKS = (
    Block(
        "change", "Change against the year before", "1,600 crimes now, 1,500 then: a signal.", "Each count beside itself.",
        (
            Changes(
                "changes", "Now beside then", "crimes", "12 months to Oct 2025", "12 months to Oct 2024",
                (
                    Change("All crimes", 1600, 1500, 1.067, 0.99, 1.14, Move.NOISE),
                    Change("Area: Eastern", 640, 500, 1.28, 1.14, 1.44, Move.MORE),
                ),
            ),
        ),
        "2 more groups cannot be judged: a count is suppressed.",
    ),
    Block(
        "when", "Time of day and day of week", "Most happened on Monday.", "By day and hour.",
        (
            Grid(
                "hours", "Crimes by day and hour", "Day", "crimes", WEEK, tuple(f"{hour:02}" for hour in range(24)),
                tuple(tuple(None if hour == 5 else hour * 2 for hour in range(24)) for _ in WEEK), (500, 500, None), (10,) * 24,
            ),
        ),
        "Kept out, and counted: 210 crimes over several days; 90 with no hour.",
    ),
    Block(
        "season", "Season", "No month stands out.", "By month.",
        (Grid("months", "Crimes by month", "Year", "crimes", ("2024",), MONTHS, ((10,) * 12,), (120,), (10,) * 12),),
    ),
    Block(
        "areas", "Areas", "Eastern recorded the most.", "No ranking.",
        (
            Tiles("area-tiles", "Crimes by area", "crimes", AREAS, ((1, 1), (2, 1), (1, 2)), placed=True),
            Split("area-groups", "Crimes by area", "crimes", AREAS),
        ),
        notes=("No map is drawn.",),
    ),
    Block(
        "concentration", "Concentration", "Not computable. The source does not give “lsoa” of crimes.", "The busiest tenth.",
        missing=(NOT_GIVEN,), links=(("Repeat suspects", "/repeat-suspects"),),
    ),
    Block("recency", "Recency of report", "Recency of report: suppressed.", "Days to the report.", closed=True),
    Block(
        "victims", "Victims", "Victims: by sex the largest group is female, 69 % of all.", "Beside its completeness.",
        (
            Split(
                "victim-sex", "Sex: victims", "victims",
                (Line("Female", 1100, 0.69), Line("Gap", 300, 0.19, known=False)), "Sex: recorded for 81 %.", "/characteristics/sex",
            ),
            Split("victim-ethnicity", "Ethnicity", "victims", (), "Ethnicity: the gap is the finding.", "/characteristics/sex"),
        ),
    ),
)  # fmt: skip


def profile(**changes):
    """A profile of the blocks above."""
    made = {
        "force": "Synthetic Constabulary", "snapshot": "2026-11-01-a1b2c3", "as_at": date(2026, 11, 1), "synthetic": True,
        "audience": "board_internal", "place": "Whole force", "scope": "Rape and other serious sexual offences",
        "window": "12 months to Oct 2025", "first": "2024-11", "last": "2025-10",
        "sentence": "Rape and other serious sexual offences, whole force: 1,600 crimes recorded.", "blocks": BLOCKS, "cannot": CANNOT,
    }  # fmt: skip
    return ProblemProfile(**{**made, **changes})


@dataclass
class ProfileDeck(InnerDeck):
    """A deck that answers the problem profile and keeps what is written in the register."""

    registered: list = field(default_factory=list)
    looked: list = field(default_factory=list)

    def problem_profile(self, filters, actor):
        require(actor, Action.SEE_FIGURES)
        self.looked.append(filters)
        return profile(
            place=filters.area or "Whole force", audience=actor.audience.value, synthetic=self.synthetic
        )

    def record(self, kind, given, actor, *, audit):
        require(actor, Action.RECORD_DECISIONS)
        if given["next_due_on"] <= given["refreshed_on"]:
            raise ReaderError.of("the next refresh must come after this one", where="Next due on")
        self.registered.append((kind, dict(given)))
        audit.record(actor, "record_decision", kind, {}, 1)
        return datetime.now(UTC)
