"""The pages of the deck and what may stand in an address, as a page."""

from flightdeck.cli.reference.markdown import code, codes, document, table, yes
from flightdeck.cli.reference.words import said
from flightdeck.domain.filters import BASIS_LABELS, QUERY_KEYS
from flightdeck.domain.period import GRAIN_LABELS
from flightdeck.domain.wording import SCOPE_LABELS
from flightdeck.services.access import ROLE_TITLES, Action, Actor, Role, may

_OPENING = """\
The address holds everything a page shows. It can be bookmarked, sent to a colleague and read again. What a reader sees at an
address depends on their [role](roles.md); what they may not see is refused."""
_FILTERS = """\
## Filters

They stand in the address after `?`, and in `--filters` of [`flightdeck kpi show`](commands.md#kpi-show):
`/kpi/open_caseload?area=West&by=month`. One that is left out means the whole."""
_PAGE_WORDS = {
    "/": "The dials, by pillar, and what has changed.",
    "/pillar/<pillar>": "Every KPI of one pillar as a dial.",
    "/kpi/<kpi>": "One KPI: chart and table over time, bases, groups, funnel, maturity, definition.",
    "/cases/<kpi>": "The cases behind a figure, by keyed reference, for a stated purpose; each look is audited.",
    "/definitions": "Every definition: authority, status, version.",
    "/definitions/<kpi>": "One definition in words, with its worked example.",
    "/data-quality": "Rows in, kept and set aside; checks; what the source cannot give; the snapshot.",
    "/characteristics": "How each protected characteristic is recorded, for victims and suspects, as figures that add up.",
    "/characteristics/<characteristic>": "One characteristic: over time, by place, offence, stage and route; its values; what may be said of a disparity.",
    "/characteristics/work-list": "For analysts, for a stated purpose: the records to go back to, re-checked after the next refresh.",
    "/problem-profile": "The problem profile: when, how soon, where, who, again, and what has changed; as a dated document.",
    "/journey": "From recorded to outcome: the backlog by age, the stages, the time they take, what became of the cases, where they wait.",
    "/repeat-suspects": "Repeat suspects under every definition side by side: overlap, harm, management plans, restrictions.",
    "/repeat-suspects/list": "For restricted analysts, for a stated purpose: repeat suspects by keyed reference; each look is audited.",
    "/bail-and-orders": "Bail by regime, conditions, release under investigation, protection orders, breaches.",
    "/biometric-retention": "Section 63G: eligible, reviewed, applied, decided, and who waits without a decision.",
    "/action-lists": "What falls due and what is overdue: counts for boards, lists to work and export for supervisors.",
    "/people": "Training, caseload, tenure and wellbeing of the people who work here; nothing of fewer than ten.",
    "/recommendations": "The recommendations of the inspection: state, evidence, deadline, owner.",
    "/recommendations/<number>": "One recommendation: what it asks, the KPIs and documents that evidence it, its history.",
    "/barriers": "What the record system cannot give, which KPIs it blocks, and what was decided about it.",
    "/boards": "Meetings, products of the National Operating Model, and the problem profile's refreshes.",
    "/adoption": "Every number of the catalogue: proposed, adopted, superseded, retired or not computable, and who decided.",
    "/events": "Dated events: shown on every chart they touch, and the only reason to redraw limits.",
    "/glossary": "Every term, with its source.",
    "/search": "KPIs, definitions, pages, recommendations and terms that match some words.",
    "/benchmark": "Published Home Office outcomes: forces beside each other on a funnel plot.",
}
_FILTER_WORDS = {
    "force": "A police force.",
    "area": "A policing area.",
    "team": "An investigation team.",
    "scope": f"Offences: {codes(SCOPE_LABELS)}.",
    "from": "First month, as `2024-01`.",
    "to": "Last month.",
    "by": f"How months are grouped: {codes(GRAIN_LABELS)}.",
    "basis": f"Which date places a row in a period: {codes(BASIS_LABELS)}.",
    "snapshot": "The id of a snapshot: figures as known then.",
    "characteristic": "A protected characteristic, for a KPI of completeness.",
}


def web_pages() -> str:
    """Every page with its address and who may see it, and every filter."""
    from flightdeck.web.pages import PAGES  # Dash takes most of a second to import; other commands do without

    pages = table(
        ("address", "page", "what it shows", "in the navigation", "who may see it"),
        (
            (code(page.path), page.title, said(_PAGE_WORDS, page.path), yes(page.nav), _readers(page.action))
            for page in PAGES
        ),
    )
    filters = table(("filter", "what it says"), ((code(key), said(_FILTER_WORDS, key)) for key in QUERY_KEYS))
    return document("Pages", _OPENING, pages, _FILTERS, filters)


def _readers(action: Action) -> str:
    allowed = [role for role in Role if may(Actor("", role), action)]
    return (
        "everybody" if len(allowed) == len(Role) else ", ".join(ROLE_TITLES[role].lower() for role in allowed)
    )
