"""The page that prints the calibration beside the published figures and tells the planted stories.

`python -m flightdeck.data.synthetic.page` writes docs/explanation/synthetic.md anew.
"""

from datetime import date
from pathlib import Path

from flightdeck.data.synthetic.calibration import Drawn, Figure, drawn, figures
from flightdeck.data.synthetic.planted import Effect, effects
from flightdeck.data.synthetic.settings import EndingStory, Story, stories

PAGE = Path(__file__).resolve().parents[3] / "docs" / "explanation" / "synthetic.md"
UNTIL = date(2026, 10, 31)  # the window the page describes; `flightdeck seed` goes to the end of last month

OPENING = """\
# The synthetic record system

**SYNTHETIC.** Nothing in it describes a real person, crime or force. It holds no names, addresses, dates of birth or free
text; nominal numbers are random. Do not present any figure of it as a force's own.

`flightdeck seed` builds a database with the raw, awkward shape of a record system, so that the demonstration comes through
the same door as real data: `data/mappings/synthetic_rms.yaml` maps it, and a refresh checks it. By default it is one force,
*Synthetic Constabulary*, about the size of Suffolk: three areas, six investigation teams, eight years to the end of last
month and 20,000 crimes. `--forces` and `--crimes` scale it; every force has an invented name. The same seed, settings and
last day give the same database.

The numbers it is drawn from are in `data/synthetic/calibration.yaml`. This page is written by
`python -m flightdeck.data.synthetic.page`, and a test fails when it is out of date.
"""

CALIBRATION = """\
## Calibration

Drawn without the planted stories, to {until}, from the crimes recorded in the window alone; figures of cases that end are
taken from the fourth year on, when those crimes have had time to end. The database adds the crimes recorded before the
window that were still open when it begins (`SYS_EXTRACT.WHOLE_FROM_DT`), so that the open caseload does not have to fill
up first.

| figure | published | here | band | source of the published figure |
|---|---|---:|---:|---|
"""

AWKWARD = """\
## What is awkward about it

| what | where |
|---|---|
| dates as text, `31/01/2021` before an upgrade of the system in February 2021 and `2021-01-31` after | every date |
| dates of 1900, 31 February, the year 2066, day and month swapped | recorded, occurred, named, outcome, arrest, submission and contact dates |
| labels in place of codes, changed by the upgrade | every coded field |
| 16+1 ethnicity codes before the upgrade, 18+1 labels and codes after; bare `NS`; `N1` to `N4`; `WB`, which is in no list | `T_INV_NOM_LINK.ETH_SD` |
| blank as an empty text before the upgrade and as nothing after | every text |
| ages `UNK`, `999` and `-1` | `T_INV_NOM_LINK.AGE_TXT` |
| reclassified, cancelled and transferred crimes; N100 incidents beside crimes; test records flagged as deleted | `T_INVESTIGATION` |
| hours of offences known for some only, and never where the day is a guess | `T_INVESTIGATION.OCC_HR` |
| a nominal that may be a second one of the same person, flagged by somebody and not yet decided | `T_INV_NOM_LINK.POSS_DUP_YN` |
| two victims, up to three suspects, suspects with no nominal | `T_INV_NOM_LINK` |
| one person under two nominal numbers, merged later or never | `T_NOMINAL` |
| outcomes given, reversed (a few with no date, so that two stand) and given again; a label that no list knows | `T_OFF_OUTCOME` |
| arrests, voluntary attendances and charges with their releases in one table; breaches of bail and of orders in one table | `T_CUSTODY`, `T_BREACH` |
| links, outcomes and contacts that point at nothing; rows kept twice under one key | `T_INV_NOM_LINK`, `T_OFF_OUTCOME`, `T_VIC_CONTACT`, `T_INVESTIGATION` |
| no field at all for gender reassignment, marriage and civil partnership, pregnancy and maternity | declared absent in the mapping |
"""

STORIES = """\
## Planted stories

They are in the first force only, in `data/synthetic/stories.yaml`; `stories=False` leaves them out, and everything else is
then drawn the same. Beside them there is nothing to find but a rhythm of the
week (offences gather on Friday and Saturday nights, reports in office hours): no season, no difference between teams but
in how much they leave blank, and growth in recorded crime of 1 % a year.
"""


def page(until: date = UNTIL) -> str:
    """The page as Markdown."""
    untold, told = drawn(until=until), drawn(until=until, stories=True)
    rows = "\n".join(_figure_row(figure) for figure in figures(untold))
    calibrated = CALIBRATION.format(until=f"{until.day} {until:%B %Y}") + rows + "\n"
    return "\n".join([OPENING, calibrated, AWKWARD, STORIES, _told(untold, told)])


def write_page(path: Path = PAGE) -> None:
    """Write the page anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(), encoding="utf-8")


def _figure_row(figure: Figure) -> str:
    known = figure.published
    unit = {"%": " %", "per 100": ""}.get(known.unit, f" {known.unit}")
    return f"| {known.title} | {known.published} | {_number(figure.ours)}{unit} | {known.low:g} to {known.high:g} | {known.source} |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"  # noqa: PLR2004 - three figures are enough


def _told(untold: Drawn, told: Drawn) -> str:
    found = effects(untold, told)
    return "\n".join(
        _story(story, [effect for effect in found if effect.story == name])
        for name, story in stories().all().items()
    )


def _story(story: Story, found: list[Effect]) -> str:
    until = f" to {story.end}" if isinstance(story, EndingStory) else ""
    rows = "\n".join(
        f"| {effect.figure} | {_number(effect.untold)} | {_number(effect.told)} |" for effect in found
    )
    return (
        f"### {story.title}\n\n{story.what}\n\n"
        f"- where: {story.where}\n- when: from {story.start}{until}\n- found by: {story.found_by}\n\n"
        f"| figure | without the story | with it |\n|---|---:|---:|\n{rows}\n"
    )


if __name__ == "__main__":
    write_page()
