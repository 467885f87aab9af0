"""What stands at the head of every document of a problem profile."""

from datetime import date

from flightdeck.domain.profile import ProblemProfile
from flightdeck.domain.profile_terms import AUDIENCE_WORDS, SCOPE_SAID, SYNTHETIC, TITLE
from flightdeck.domain.wording import day_text


def facts(profile: ProblemProfile, *, made_on: date) -> tuple[tuple[str, str], ...]:
    """Force, scope, window, snapshot, audience: by name."""
    return (
        ("Force", profile.force),
        ("Places", profile.place),
        ("Offences", f"{profile.scope}. {SCOPE_SAID}"),
        ("Crimes recorded in", profile.window),
        ("As at", day_text(profile.as_at)),
        ("Snapshot", profile.snapshot),
        ("Made on", day_text(made_on)),
        ("Audience", AUDIENCE_WORDS[profile.audience]),
    )


def running_head(profile: ProblemProfile) -> str:
    """The line at the head of every sheet."""
    parts = [SYNTHETIC] if profile.synthetic else []
    return " · ".join(
        [*parts, TITLE, profile.force, f"as at {day_text(profile.as_at)}", f"snapshot {profile.snapshot}"]
    )
