"""The protected characteristics, as columns of a person in a role."""

from flightdeck.domain.schema.parts import Column, code, whole

# The nine of the Equality Act 2010, race as two separately kept recordings, and nationality.
# name -> (title, code list). Age is in whole years and has no list.
CHARACTERISTICS: dict[str, tuple[str, str | None]] = {
    "age": ("Age", None),
    "disability": ("Disability", "disability"),
    "gender_reassignment": ("Gender reassignment", "gender_reassignment"),
    "marriage_civil_partnership": ("Marriage and civil partnership", "marriage_civil_partnership"),
    "pregnancy_maternity": ("Pregnancy and maternity", "pregnancy_maternity"),
    "ethnicity_self_defined": ("Race: self-defined ethnicity", "ethnicity_self_defined"),
    "ethnicity_officer_defined": ("Race: officer-defined ethnicity", "ethnicity_officer_defined"),
    "religion_belief": ("Religion or belief", "religion_belief"),
    "sex": ("Sex", "sex"),
    "sexual_orientation": ("Sexual orientation", "sexual_orientation"),
    "nationality": ("Nationality", "nationality"),
}


def status_column(characteristic: str) -> str:
    """The persons column that holds the recording status of a characteristic."""
    return f"{characteristic}_status"


def characteristic_columns() -> tuple[Column, ...]:
    """A value and a recording status for each characteristic."""
    columns: list[Column] = []
    for name, (title, codes) in CHARACTERISTICS.items():
        value = (
            whole("age", "Age in whole years when the crime was recorded.")
            if codes is None
            else code(name, codes, f"{title}, as a code of the list in force.")
        )
        columns += [
            value,
            code(status_column(name), "recording_status", f"What the record says of {title.lower()}."),
        ]
    return tuple(columns)
