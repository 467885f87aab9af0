"""What the source says of itself: the characteristics it has no field for, or cannot give."""

from collections.abc import Mapping
from dataclasses import dataclass

from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.kpis.recording import ROLES

NO_FIELD, NOT_EXTRACTABLE = "source_has_no_field", "not_extractable"
_CAUSE_OF_KIND = {"no_field": NO_FIELD, "not_extractable": NOT_EXTRACTABLE}


@dataclass(frozen=True, slots=True)
class SourceGap:
    """Why the source cannot give a characteristic."""

    cause: str
    reason: str
    barrier: str


def source_gap(manifest: Mapping[str, object], characteristic: str, role: str) -> SourceGap | None:
    """Why the source cannot give a characteristic in a role; None when it can.

    The core four need each of their four.
    """
    names = (
        (characteristic,)
        if characteristic in CHARACTERISTICS
        else ("age", "sex", "ethnicity_self_defined", "disability")
    )
    fields = [("persons", name) for name in (*names, "identified")] + list(ROLES[role].needs[:1])
    return next((gap for field in fields if (gap := field_gap(manifest, *field)) is not None), None)


def field_gap(manifest: Mapping[str, object], frame: str, column: str) -> SourceGap | None:
    """Why the source cannot give a canonical field; None when it can."""
    absent, frames = manifest.get("absent", {}), manifest.get("frames", {})
    assert isinstance(absent, dict)  # noqa: S101 (written by us)
    declared = absent.get(frame, {})
    told = declared.get("*") or declared.get(column)
    if told is not None:
        cause = _CAUSE_OF_KIND[told.get("kind") or "no_field"]
        return SourceGap(cause, str(told.get("reason", "")), str(told.get("barrier") or ""))
    if isinstance(frames, dict) and frame not in frames:
        return SourceGap(NO_FIELD, "The mapping feeds no such frame.", "")
    return None


def causes_of_nine(manifest: Mapping[str, object]) -> dict[str, str]:
    """Why the source cannot give each characteristic of the Equality Act 2010; empty where it can.

    Race is given when either recording of it is.
    """
    causes: dict[str, str] = {}
    for name, fields in NINE.items():
        gaps = [field_gap(manifest, "persons", field) for field in fields]
        causes[name] = "" if gaps[0] is None or not all(gaps) else gaps[0].cause
    return causes


NINE: dict[str, tuple[str, ...]] = {
    **{
        name: (name,)
        for name in CHARACTERISTICS
        if name not in ("ethnicity_self_defined", "ethnicity_officer_defined", "nationality")
    },
    "race": ("ethnicity_self_defined", "ethnicity_officer_defined"),
}
