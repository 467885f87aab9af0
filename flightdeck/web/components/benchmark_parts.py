"""The parts of the benchmark page: published figures in words, on a funnel plot and in tables."""

from collections.abc import Sequence

from dash import html

from flightdeck.charts.funnel import FunnelLimit, FunnelMark, funnel
from flightdeck.charts.theme import Figure
from flightdeck.charts.words import interval
from flightdeck.domain.filters import Basis
from flightdeck.domain.wording import number_text
from flightdeck.services.benchmark import Caveat, Comparison, Figures, Flag, ForceRow
from flightdeck.services.benchmark_model import LimitPoint
from flightdeck.statistics.funnel import Standing
from flightdeck.web.components.number_table import Cell, Head, number_table

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
_FLAG_WORDS = {
    Flag.HIGH_UNASSIGNED: "many without an outcome",
    Flag.NEGATIVE_COUNT: "no proportion after revisions",
    Flag.NO_ROWS: "nothing published",
}
_PRINTED = {
    "charged": "Charged or summonsed",
    "o14": "Suspect not identified, victim does not support action",
    "o15": "Evidential difficulties, suspect identified and victim supports action",
    "o16": "Suspect identified, victim does not support action",
    "o18": "Investigation complete, no suspect identified",
    "not_yet": "Not yet assigned an outcome",
}
_SIZE_TITLES = {Basis.RECORDED: "Offences recorded", Basis.FINALISED: "Outcomes assigned"}
_STANDING_WORDS = {
    Standing.WITHIN: "within the limits",
    Standing.ABOVE_95: "above the 95 % limit",
    Standing.BELOW_95: "below the 95 % limit",
    Standing.ABOVE_998: "above the 99.8 % limit",
    Standing.BELOW_998: "below the 99.8 % limit",
    Standing.NO_DATA: "no data",
}


def share(value: float | None) -> str:
    """A published share, to the decimal a board can use."""
    return "no proportion" if value is None else number_text(value, "%")


def standing(compared: Comparison) -> str:
    """Where the force in focus stands, in one sentence or two."""
    row, limits = compared.row(compared.focus), compared.limits
    figure = (
        f"{compared.outcome.label}, {row.force}, {compared.year}: {row.numerator:,} of {row.denominator:,} "
        f"{compared.denominator_label} ({share(row.value)})."
    )
    if limits is None or not row.position:
        return figure
    judged, shown = limits.forces, len(compared.rows)
    of = f"All {judged} forces" if judged == shown else f"The {judged} of {shown} forces that can be judged"
    return f"{figure} {of} come to {share(limits.centre)} together. {row.force} lies {_STANDING_WORDS[Standing(row.position)]}."


def funnel_of(compared: Comparison) -> Figure:
    """The funnel plot of a comparison."""
    limits = compared.limits
    return funnel(
        [_mark(row, compared) for row in compared.rows if row.value is not None],
        centre=None if limits is None else limits.centre,
        limits=[] if limits is None else [_limit(point) for point in limits.points],
        x_title=_SIZE_TITLES[compared.basis],
        y_title=compared.outcome.label,
    )


def funnel_sentence(compared: Comparison) -> str:
    """How to read the funnel, and how its limits were drawn."""
    limits = compared.limits
    if limits is None:
        return "No force can be judged, so no limits are drawn."
    wider = (
        " Forces differ by more than chance alone would give, so the limits are widened for it."
        if limits.overdispersed
        else ""
    )
    return (
        "Each mark is a force. Inside the funnel it differs from the rest by no more than chance would often give; "
        "outside the 99.8 % limits it is worth asking why. That is not a ranking. "
        f"The limits are drawn from {limits.forces} forces.{wider}"
    )


def _limit(point: LimitPoint) -> FunnelLimit:
    return FunnelLimit(
        point.denominator,
        point.lower_outer,
        point.lower_inner,
        point.upper_inner,
        point.upper_outer,
    )


def _mark(row: ForceRow, compared: Comparison) -> FunnelMark:
    lines = [
        f"<b>{row.force}</b>",
        share(row.value),
        f"{row.numerator:,} of {row.denominator:,}",
        *_notes(row),
    ]
    return FunnelMark(
        label=row.force,
        denominator=row.denominator,
        value=row.value or 0.0,
        text="<br>".join(lines),
        focus=row.force == compared.focus,
        outside=_OUTSIDE.get(row.position, ""),
        apart=not row.in_limits,
    )


_OUTSIDE = {Standing.ABOVE_998.value: "above", Standing.BELOW_998.value: "below"}


def _notes(row: ForceRow) -> list[str]:
    place = [] if not row.position else [_STANDING_WORDS[Standing(row.position)]]
    return [*place, *(_FLAG_WORDS[flag] for flag in row.flags)]


def force_table(compared: Comparison) -> html.Div:
    """Every force in alphabetical order, both counts beside the share asked for."""
    heads = [
        Head("Force"),
        Head(compared.outcome.label, number=True),
        Head("Out of", number=True),
        Head("Share", number=True),
        Head("95 % interval", number=True),
        Head("Where it lies"),
        Head("On the recorded basis", number=True),
        Head("On the finalised basis", number=True),
        Head("No outcome yet", number=True),
    ]
    rows = [_row(row) for row in compared.rows]
    focus = [place for place, row in enumerate(compared.rows) if row.force == compared.focus]
    caption = f"{compared.outcome.label}, {compared.year}, {len(rows)} forces in alphabetical order"
    return number_table(caption, heads, rows, id="forces", marked=focus, tall=True)


def _row(row: ForceRow) -> list[Cell]:
    return [
        row.force,
        f"{row.numerator:,}",
        f"{row.denominator:,}",
        share(row.value),
        _between(row),
        "; ".join(_notes(row)),
        f"{row.on_recorded:,}",
        "not counted" if row.on_finalised is None else f"{row.on_finalised:,}",
        "" if row.not_yet_share is None else share(row.not_yet_share),
    ]


def _between(row: ForceRow) -> str:
    if row.lower is None or row.upper is None:
        return ""
    return interval(row.lower, row.upper, value_unit="%")


def years_table(years: Sequence[Figures]) -> html.Div:
    """One force year by year, as printed: to the last digit."""
    heads = [Head("Rapes recorded in the year"), *(Head(year.financial_year, number=True) for year in years)]
    rows: list[list[Cell]] = [
        ["Recorded", *(f"{year.rape_recorded:,}" for year in years)],
        *(_printed_row(years, name) for name in _PRINTED),
        ["Recorded per 1,000 residents", *(_rate(year) for year in years)],
    ]
    return number_table(
        f"{years[0].force_name}: outcomes of the rapes recorded in each year", heads, rows, id="years"
    )


def _printed_row(years: Sequence[Figures], name: str) -> list[Cell]:
    return [_PRINTED[name], *(_printed(year, name) for year in years)]


def _printed(year: Figures, name: str) -> str:
    count, percent = getattr(year, name), getattr(year, f"{name}_pct")
    return f"{count:,}" if percent is None else f"{count:,} ({percent:.2f} %)"


def _rate(year: Figures) -> str:
    return (
        "no population" if year.rate_per_1000 is None else f"{year.rate_per_1000:.3f} (mid-{year.mid_year})"
    )


def caveat_list(caveats: Sequence[Caveat]) -> html.Ul:
    """Everything that must be said beside the figures."""
    return html.Ul([html.Li(caveat.text) for caveat in caveats], className="caveats")


def licence(compared: Comparison) -> html.P:
    """Where the figures come from and under which licence they stand here."""
    return html.P(
        [
            "Source: Home Office, police recorded crime and outcomes open data tables, sexual offences, "
            f"{compared.year} ({compared.source}). Contains public sector information licensed under the ",
            html.A("Open Government Licence v3.0", href=LICENCE, rel="noreferrer"),
            ".",
        ],
        className="licence",
    )
