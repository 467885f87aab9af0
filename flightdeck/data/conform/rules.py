"""The rules a row must keep at the door, and what becomes of one that does not.

A row that breaks a rule on its key, on a required column or on a required pointer is quarantined: it is
counted and listed, and no figure is drawn from it. On any other column the value is set to missing and
the fault is counted, so that one bad optional date does not take a whole crime out of every figure.
"""

from enum import IntEnum


class Rule(IntEnum):
    """A rule at the door; a row in quarantine is listed under the first one it breaks."""

    KEPT = 0
    MISSING_REQUIRED = 1
    UNKNOWN_CODE = 2
    NOT_A_DATE = 3
    IMPLAUSIBLE_DATE = 4
    FUTURE_DATE = 5
    NOT_A_NUMBER = 6
    NOT_IN_LOOKUP = 7
    DUPLICATE_KEY = 8
    ORPHAN = 9
    CODE_NOT_IN_FORCE = 10
    IMPOSSIBLE_AGE = 11

    @property
    def id(self) -> str:
        """The name of the rule in reports."""
        return self.name.lower()


RULES: dict[Rule, str] = {
    Rule.MISSING_REQUIRED: "A required value is missing.",
    Rule.UNKNOWN_CODE: "The label is not a code, an alias or a mapped label of the code list.",
    Rule.NOT_A_DATE: "The value is not a date in any format of the mapping, or is a day that does not exist.",
    Rule.IMPLAUSIBLE_DATE: "The date is before 1930, as when a system writes 1 January 1900 for nothing.",
    Rule.FUTURE_DATE: "The date is after the day the source describes.",
    Rule.NOT_A_NUMBER: "The value is not a number, or not a whole number where one is needed.",
    Rule.NOT_IN_LOOKUP: "The value is not in the lookup file.",
    Rule.DUPLICATE_KEY: "The key stands on an earlier row, which was kept.",
    Rule.ORPHAN: "The row points to a record that is not there, or that is itself in quarantine.",
    Rule.CODE_NOT_IN_FORCE: "The code was not in force on the day the crime was recorded.",
    Rule.IMPOSSIBLE_AGE: "The age is below 0 or above 120.",
}
RULE_WORDS = {
    rule.id: words for rule, words in RULES.items()
}  # by the id in which a table of a snapshot names it
