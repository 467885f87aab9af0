"""What is said of repeat suspects: a preset in words, how presets agree and differ, and who carries the harm."""

from collections.abc import Sequence

from flightdeck.domain.presets import Preset, Presets
from flightdeck.domain.wording import SCOPE_LABELS, count_text, number_text

NOT_VERIFIED = "Not verified"
NOT_CONVICTED = "A suspect is somebody named, not somebody convicted."
OUTCOMES = {
    "all": "all crimes",
    "live_crimes_only": "without cancelled crimes and those found not to be crimes",
}
LINKAGE = {
    "exact": "one nominal is one person",
    "without_possible_duplicates": "without nominals that may be second ones",
}
ABUSE = {"included": "included", "left_out": "left out"}


def look_back_text(preset: Preset) -> str:
    """How far back a preset looks."""
    return "at any time" if preset.look_back_days is None else f"{preset.look_back_days} days"


def same_incident_text(preset: Preset) -> str:
    """When two crimes are one incident."""
    if preset.same_incident_hours is not None:
        return f"within {preset.same_incident_hours} hours"
    return "the same day" if not preset.same_incident_days else f"within {_days(preset.same_incident_days)}"


def _days(number: int | None) -> str:
    return "1 day" if number == 1 else f"{number} days"


def scope_text(preset: Preset) -> str:
    """The crimes a preset looks at."""
    scope = SCOPE_LABELS.get(preset.scope, preset.scope)
    if preset.of_which is None:
        return scope
    narrow = SCOPE_LABELS.get(preset.of_which.scope, preset.of_which.scope)
    return f"{scope}, at least {preset.of_which.at_least} of them {narrow[:1].lower()}{narrow[1:]}"


def rule_text(preset: Preset) -> str:
    """A preset in one sentence."""
    when = (
        "at any time"
        if preset.look_back_days is None
        else f"recorded in the last {preset.look_back_days} days"
    )
    victims = f" against {preset.at_least_victims} or more victims" if preset.at_least_victims > 1 else ""
    narrow = "" if preset.of_which is None else f", at least {preset.of_which.at_least} of them RASSO"
    if preset.of_which is not None and preset.of_which.scope != "rasso":
        narrow = f", at least {preset.of_which.at_least} of them in the scope {preset.of_which.scope}"
    return (
        f"Named on {preset.at_least_crimes} or more crimes of different incidents{victims}, {when}{narrow}."
    )


def range_sentence(
    shown: Sequence[tuple[Preset, int]], in_force: Preset, *, window: str, presets: Presets
) -> str:
    """The sentence a chair reads out: how many by the preset in force, and how far the presets lie apart."""
    counts = {preset.id: count for preset, count in shown}
    now = counts.pop(in_force.id, None)
    first = (
        f"At the {window} the number of repeat suspects under {in_force.told}, is too small to show."
        if now is None
        else f"At the {window}, {_people(now)} repeat suspects under {in_force.told}."
    )
    return f"{first}{_spread(list(counts.values()))} {standing_sentence(presets, in_force)}"


def _spread(others: Sequence[int]) -> str:
    if not others:
        return ""
    low, high = count_text(min(others)), count_text(max(others))
    if len(others) == 1:
        return f" Another definition gives {low}."
    return f" The other definitions give from {low} to {high}."


def preset_caveat(preset: Preset) -> str:
    """What every figure under a preset says of it."""
    checked = "verified" if preset.verified else "not verified"
    return f"Under the preset {preset.told} ({checked}). {rule_text(preset)}"


def standing_sentence(presets: Presets, in_force: Preset) -> str:
    """Whose the preset in force is."""
    if in_force.authority == "national":
        checked = "" if in_force.verified else ", which nobody here has verified"
        return f"This follows the national definition{checked}."
    if presets.empty:
        return "No national definition has been supplied, so none of these is national policy."
    return "None of these is national policy."


def _people(count: int) -> str:
    return "1 person was one of the" if count == 1 else f"{count_text(count)} people were"


def combination_text(codes: Sequence[str], *, among: Sequence[str]) -> str:
    """Which presets a group of people meets.

    >>> combination_text(["R1", "R2"], among=["R1", "R2", "R3"])
    'R1 and R2, not R3'
    >>> combination_text(["R1"], among=["R1", "R2"])
    'R1 only'
    """
    met = list(codes)
    if len(met) == len(among):
        return "All of them" if len(met) > 1 else met[0]
    if len(met) == 1:
        return f"{met[0]} only"
    rest = [code for code in among if code not in met]
    return f"{_joined(met, 'and')}, not {_joined(rest, 'or')}"


def _joined(names: Sequence[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def harm_sentence(share: float, suspects: int, *, top: int, window: str) -> str:
    """How much of the harm the few carry."""
    return (
        f"The {top} in a hundred with the most harm carry {number_text(share, '%')} of it: of "
        f"{count_text(suspects)} people named on crimes recorded in the 365 days to the {window}."
    )


def list_sentence(count: int, preset: Preset, *, window: str) -> str:
    """What the list of people is."""
    people = "1 person meets" if count == 1 else f"{count_text(count)} people meet"
    return f"{people} {preset.named} at the {window}. {NOT_CONVICTED}"
