"""The rules at the door and the checks across frames as a page."""

from flightdeck.cli.reference.markdown import code, codes, document, table
from flightdeck.data.check_rules import RULES
from flightdeck.data.checks import Severity
from flightdeck.data.conform.rules import RULES as DOOR_RULES
from flightdeck.domain.schema import FRAMES

_OPENING = """\
Two kinds of rule look at every refresh. The results are on the data quality page, with their history.

**At the door** each row is looked at by itself. A fault in the key, a required column or a required pointer sets the row
aside: it is *in quarantine*, counted and listed, and no figure is drawn from it. A fault in any other column empties that one
value and is counted. Rows in are always rows kept and rows in quarantine."""
_ACROSS = """\
A check across frames judges the rows that were kept. It sets nothing aside: it says that records contradict each other, and
of how many rows that could be asked. The remedy is in the record system."""
SEVERITY_WORDS = {
    Severity.HIGH: "reaches into a figure",
    Severity.MEDIUM: "reaches into a breakdown",
    Severity.LOW: "stays in the record",
}


def checks_page() -> str:
    """Every rule a refresh applies."""
    door = table(("rule", "what breaks it"), ((code(rule.id), about) for rule, about in DOOR_RULES.items()))
    severities = table(
        ("severity", "how far a fault reaches"),
        ((severity.value, about) for severity, about in SEVERITY_WORDS.items()),
    )
    return document(
        "Checks",
        _OPENING,
        "## Rules at the door",
        door,
        "## Checks across frames",
        _ACROSS,
        severities,
        *_by_frame(),
    )


def _by_frame() -> tuple[str, ...]:
    asked = {frame: [rule for rule in RULES if rule.frame == frame] for frame in FRAMES}
    return tuple(
        f"### {frame}\n\n"
        + table(
            ("check", "what it found", "severity", "also looks at"),
            ((code(rule.id), rule.title, rule.severity, codes(rule.also)) for rule in rules),
        )
        for frame, rules in asked.items()
        if rules
    )
