"""The list of repeat suspects, for restricted analysts who say what for; every look is in the audit trail."""

from dash import html

from flightdeck.domain.repeat_wording import list_sentence
from flightdeck.services.access import Action
from flightdeck.services.drill import PURPOSES
from flightdeck.web.components.links import link
from flightdeck.web.components.suspect_list_parts import PATH, people_table, purpose_form, ways
from flightdeck.web.site import Children, Group, Page, View

BACK = "/repeat-suspects"
ASKED = (
    "This list shows people who are named and have not been convicted, under references that only your record system can "
    "resolve. Your name, your purpose and how many people you were shown are written to the audit trail."
)


def layout(view: View, **query: str) -> Children:
    """The question of definition and purpose, and with an answer to it the people."""
    back = html.P(link("All of repeat suspects", BACK, view.filters), className="eyebrow")
    heading = html.H1("The list of repeat suspects")
    preset, purpose = query.get("preset", ""), query.get("purpose", "")
    if not purpose:
        form = purpose_form(view.deck.registry.presets, view.filters, preset=preset)
        return [back, heading, html.P(ASKED, className="lead-sentence"), form]
    found = view.deck.repeat_list(preset, view.filters, view.actor, purpose=purpose)
    detail = {**view.filters.to_pairs(), "preset": found.preset.named, "purpose": purpose}
    view.audit.record(view.actor, "show_repeat_suspects", found.preset.id, detail, len(found.rows))
    said = list_sentence(len(found.rows), found.preset, window=found.window)
    return [
        back,
        heading,
        html.P(said, className="lead-sentence", role="status"),
        html.P(f"Purpose: {PURPOSES[purpose].lower()}. Recorded in the audit trail."),
        ways(found, view.filters, purpose=purpose),
        people_table(found),
    ]


PAGE = Page(PATH, "List of repeat suspects", Action.SEE_SUSPECTS, layout, group=Group.SUSPECTS, grouped=False)
