"""How to read a figure: variation, assurance, or why there is none; always an icon and words, never colour alone."""

from dash import html

from flightdeck.domain.result import KpiResult, Status

WORDS = {
    "concern-low": "Concern: lower than usual",
    "concern-high": "Concern: higher than usual",
    "improvement-low": "Improvement: lower than usual",
    "improvement-high": "Improvement: higher than usual",
    "neutral-low": "Lower than usual",
    "neutral-high": "Higher than usual",
    "common": "Usual variation",
    "few": "Too few points to judge",
    "passes": "Meets the target reliably",
    "fails": "Misses the target reliably",
    "hit-miss": "Meets the target by chance",
    "hidden": "Hidden",
    "absent": "Not computable",
}
_ASSURANCE = {"consistently_passes": "passes", "consistently_fails": "fails", "hit_and_miss": "hit-miss"}


def icon(name: str) -> html.Span:
    """One of our own icons; the words beside it say the same, so it is silent."""
    return html.Span(className=f"icon icon-{name}", **{"aria-hidden": "true"})


def chip(name: str, *, words: str = "") -> html.Span:
    """An icon with its words."""
    return html.Span(
        [icon(name), html.Span(words or WORDS[name])], className=f"chip chip-{name.partition('-')[0]}"
    )


def variation(result: KpiResult) -> str:
    """The name of the variation: what kind, and on which side of usual."""
    kind = "too_few_points" if result.spc is None else result.spc.variation
    if kind in ("common_cause", "too_few_points"):
        return "common" if kind == "common_cause" else "few"
    if kind.startswith("neutral"):
        return kind.replace("_", "-")
    return f"{kind}-{'high' if (kind == 'improvement') == (result.improves_when == 'increase') else 'low'}"


def chips(result: KpiResult) -> list[html.Span]:
    """The variation, and the assurance where a board has set a target."""
    if result.status is Status.NOT_COMPUTABLE:
        return [chip("absent")]
    if result.status is Status.SUPPRESSED:
        return [chip("hidden")]
    if result.status is Status.INSUFFICIENT:
        return [chip("few", words="Too few to judge")]
    assured = _ASSURANCE.get("" if result.spc is None else result.spc.assurance)
    return [chip(variation(result)), *([chip(assured)] if assured else [])]
