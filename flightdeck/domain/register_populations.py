"""The registers of the flight deck as populations: what one row of each is, and its columns.

No source feeds them and no person stands behind them: boards and the deck itself write them.
"""

from dataclasses import dataclass

from flightdeck.domain.schema import Kind


@dataclass(frozen=True, slots=True)
class RegisterPopulation:
    """One register: the word for its rows in a figure, what one row is, and its columns (name, kind, about)."""

    unit: str
    about: str
    columns: tuple[tuple[str, Kind, str], ...]


_SPELL = (
    ("from_on", Kind.DATE, "First day of the state."),
    ("to_on", Kind.DATE, "Day the next state began; missing while it holds."),
)

REGISTER_POPULATIONS: dict[str, RegisterPopulation] = {
    "recommendations": RegisterPopulation(
        "recommendations",
        "The inspection's recommendations to forces, one row for each stretch of days in one state.",
        (
            ("ref", Kind.LABEL, "Number of the recommendation."),
            ("state", Kind.LABEL, "complete_with_evidence, complete_evidence_missing, open or open_overdue."),
            ("evidenced", Kind.FLAG, "Evidence that counts that day is recorded."),
            *_SPELL,
        ),
    ),
    "nom_products": RegisterPopulation(
        "products",
        "Products of the National Operating Model in the force's plan, one row for each stretch of days in one state.",
        (
            ("product", Kind.LABEL, "Name of the product."),
            ("state", Kind.LABEL, "not_started, in_progress, delivered or embedded."),
            *_SPELL,
        ),
    ),
    "problem_profiles": RegisterPopulation(
        "problem profiles",
        "Refreshes of the problem profile.",
        (("refreshed_on", Kind.DATE, "Day of the refresh."),),
    ),
    "board_meetings": RegisterPopulation(
        "meetings",
        "Meetings of the boards that the flight deck is laid before; one that was cancelled was scheduled all the same.",
        (
            ("board", Kind.LABEL, "strategic_project, local_policing or performance."),
            ("scheduled_on", Kind.DATE, "Day it was to be held."),
            ("held", Kind.FLAG, "It was held."),
            ("reviewed", Kind.FLAG, "The flight deck was reviewed."),
        ),
    ),
    "data_loads": RegisterPopulation(
        "loads",
        "Loads of data from the record system.",
        (
            ("loaded_at", Kind.MOMENT, "When the load ended, in Coordinated Universal Time."),
            ("succeeded", Kind.FLAG, "It made a snapshot."),
        ),
    ),
    "kpi_adoption": RegisterPopulation(
        "KPIs",
        "Definitions by number of the catalogue, one row for each stretch of days in one state.",
        (
            ("kpi", Kind.LABEL, "Id of the definition."),
            ("ref", Kind.LABEL, "Number of the catalogue."),
            ("authority", Kind.LABEL, "proposed, force or national."),
            ("state", Kind.LABEL, "proposed, adopted, superseded, retired or not_computable."),
            ("published_nationally", Kind.FLAG, "A national definition of it is in the folder."),
            ("computable", Kind.FLAG, "The latest snapshot can compute it, and well enough."),
            *_SPELL,
        ),
    ),
}
