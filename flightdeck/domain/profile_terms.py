"""The fixed terms of the problem profile: names of days and months, what is closed, and what the profile cannot tell."""

from flightdeck.domain.profile import Move

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WHOLE_FORCE = "Whole force"
TITLE = "RASSO problem profile"
SYNTHETIC = "SYNTHETIC"
SYNTHETIC_SAID = "SYNTHETIC data: no figure here describes a real force or a real person."
SIGNAL = "larger than chance alone explains"
NOISE = "no larger than chance alone explains"
MOVE_WORDS = {
    Move.MORE: "Signal: more",
    Move.FEWER: "Signal: fewer",
    Move.NOISE: "Noise",
    Move.UNKNOWN: "Cannot be judged",
}
AUDIENCE_WORDS = {
    "analyst": "Analysts: counts as they are. Small ones must not leave this document.",
    "board_internal": "Boards inside the force: small counts are hidden, and some are given to the nearest five.",
    "publish": "For publication: small counts are hidden and the rest rounded.",
}
SCOPE_SAID = (
    "Crimes under the Home Office Counting Rules with an offence code of the scope, open or closed. Cancelled and transferred-out "
    "crimes and reported incidents of rape (N100) are not counted. Which codes belong to the scope is a proposal, not verified."
)
CLOSED = (
    "This audience sees the tables for the whole of its places and the latest twelve months only: two parts subtracted could point "
    "at a person. Clear the filters to see them."
)
CANNOT_TITLE = "What this cannot tell you"
CANNOT = (
    "It counts recorded crime. Most sexual offences are never reported, so the profile is of what came to the police and not of "
    "what happens.",
    "A rise can be more harm, or more confidence to report. The counts alone cannot say which.",
    "A suspect is somebody named, not somebody convicted. A profile of suspects says who was named.",
    "Counts of places follow where people live, work and go out. No count here is a rate, and no place is ranked.",
    "What the record does not say is counted as unknown. Where much is unknown, the rest may look different from the whole.",
    "The profile is as known on its date. Crimes are reclassified, cancelled and reported later; the next refresh will differ.",
    "It names no place smaller than an area, no person and no case, and it must not be used to look for one.",
    "Nothing here is a national definition of the Soteria Joint Unit or the College of Policing.",
)
RECENCY_OUT_OF_ORDER = "Reported before it happened: the record is wrong"
NOT_RECORDED = "Not recorded"
TIMES_A_VICTIM = ("One crime", "Two crimes", "Three or more crimes")
