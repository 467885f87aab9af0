"""A problem profile that is issued: its document's name, and its line in the boards' register."""

from datetime import date

from flightdeck.domain.profile import ProblemProfile

EXPORTED = "export_problem_profile"
WHY = "A problem profile was issued from the flight deck."


def document_name(profile: ProblemProfile, kind: str) -> str:
    """The name of the file, with what a reader must know before opening it.

    `SYNTHETIC-problem-profile-2026-10-31-whole-force.docx`.
    """
    mark = "SYNTHETIC-" if profile.synthetic else ""
    place = "-".join("".join(sign if sign.isalnum() else " " for sign in profile.place.lower()).split())
    return f"{mark}problem-profile-{profile.as_at:%Y-%m-%d}-{place}.{kind}"


def a_year_after(day: date) -> date:
    """The same day a year later; the last of February for a leap day."""
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 2, 28)


def refresh_fields(profile: ProblemProfile, *, on: date, next_due_on: date) -> dict[str, str]:
    """The line that the register of problem profiles gets, from which the age of the profile is reckoned.

    A record of the kind `profile` for `FlightDeck.record`.
    """
    return {
        "document": document_name(profile, "docx"),
        "refreshed_on": on.isoformat(),
        "next_due_on": next_due_on.isoformat(),
        "why": WHY,
    }


def detail(profile: ProblemProfile) -> dict[str, str]:
    """What the audit trail keeps of an export."""
    return {
        "snapshot": profile.snapshot, "from": profile.first, "to": profile.last, "place": profile.place,
        "scope": profile.scope, "audience": profile.audience,
    }  # fmt: skip
