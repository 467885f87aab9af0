"""A problem profile as one HTML file: no script, no request, readable by any browser and screen reader, printable."""

from collections.abc import Iterable
from datetime import date
from html import escape

from flightdeck.charts.heat_grid import FILLS, INKS
from flightdeck.charts.profile_tables import TextCell, TextTable, shown, text_table
from flightdeck.charts.tile_grid import tile_grid
from flightdeck.domain.profile import Block, ProblemProfile, Split, Table, Tiles
from flightdeck.domain.profile_terms import CANNOT_TITLE, SYNTHETIC_SAID, TITLE
from flightdeck.exports.profile_facts import facts, running_head

_STYLE = """
:root{color-scheme:light}body{margin:0 auto;padding:1.5rem;max-width:60rem;font:16px/1.5 Arial,sans-serif;color:#0b0c0c;background:#fff}
h1{font-size:2rem;margin:.5rem 0}h2{font-size:1.35rem;margin:2rem 0 .5rem}p{max-width:46rem}.lead{font-size:1.15rem;font-weight:600}
.head{padding:.4rem .6rem;border:2px solid #0b0c0c;font-weight:700}.synthetic{background:#fd0}.about,.note{color:#3d454b}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1rem}dt{color:#3d454b}dd{margin:0}
.scroll{overflow-x:auto}table{border-collapse:collapse;margin:.5rem 0 1rem}caption{text-align:left;font-weight:700;padding:.4rem 0}
th,td{border:1px solid #8a949c;padding:.25rem .6rem;text-align:left;vertical-align:top}thead th{border-bottom:2px solid #0b0c0c}
.n{text-align:right;white-space:nowrap}.bar{display:block;height:.45rem;margin-top:.2rem;background:#12436d}.unknown{background:#8a949c}svg{max-width:100%;height:auto}
@page{size:A4;margin:14mm}
@media print{body{padding:0;max-width:none;font-size:10.5pt}.head{display:none}.document{display:table;width:100%}
.sheet{display:table-header-group;break-inside:avoid;font-size:8.5pt;font-weight:700}.sheet::after{display:block;height:5mm;content:""}
.bar,td{print-color-adjust:exact}h2,.lead,.about,caption{break-after:avoid}tr,svg{break-inside:avoid}.cannot{break-before:page}.scroll{overflow:visible}}
@media screen{.sheet{display:none}}
"""


def profile_html(profile: ProblemProfile, *, made_on: date) -> str:
    """The profile as an HTML document."""
    head = escape(running_head(profile))
    look = "head synthetic" if profile.synthetic else "head"
    said = f"<p>{escape(SYNTHETIC_SAID)}</p>" if profile.synthetic else ""
    named = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts(profile, made_on=made_on)
    )
    blocks = "".join(_block(block) for block in profile.blocks)
    cannot = "".join(f"<li>{escape(text)}</li>" for text in profile.cannot)
    title = escape(f"{TITLE}, {profile.place}, as at {profile.as_at:%Y-%m-%d}")
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}{_shades()}</style></head><body>"
        f'<div class="document"><div class="sheet" aria-hidden="true">{head}</div><div><header><p class="{look}">{head}</p>{said}</header><main>'
        f'<h1>{TITLE}</h1><p class="lead">{escape(profile.sentence)}</p><dl>{named}</dl>{blocks}'
        f'<section class="cannot"><h2>{CANNOT_TITLE}</h2><ul>{cannot}</ul></section></main></div></div></body></html>\n'
    )


def _shades() -> str:
    pairs = zip(FILLS, INKS, strict=True)
    return "".join(f".h{step}{{background:{fill};color:{ink}}}" for step, (fill, ink) in enumerate(pairs))


def _block(block: Block) -> str:
    tables = "".join(_drawn(table) for table in block.tables)
    kept = f"<p>{escape(block.kept_out)}</p>" if block.kept_out else ""
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in block.notes)
    return (
        f'<section><h2>{escape(block.title)}</h2><p class="lead">{escape(block.sentence)}</p>'
        f'{kept}<p class="about">{escape(block.about)}</p>{tables}{notes}</section>'
    )


def _drawn(table: Table) -> str:
    if isinstance(table, Tiles):
        return tile_grid(table)
    own = f"<p>{escape(table.sentence)}</p>" if isinstance(table, Split) and table.sentence else ""
    return own + "".join(_table(text_table(one)) for one in shown((table,)))


def _table(table: TextTable) -> str:
    heads = "".join(
        f'<th scope="col"{_number(number)}>{escape(head)}</th>'
        for head, number in zip(table.heads, table.numbers, strict=True)
    )
    rows = "".join(_row(row, table.numbers) for row in table.rows)
    key = f'<p class="note">{escape(table.key)}</p>' if table.key else ""
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(table.caption)}"><table><caption>{escape(table.caption)}'
        f"</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{key}"
    )


def _row(row: Iterable[TextCell], numbers: tuple[bool, ...]) -> str:
    first, *rest = row
    look = "bar unknown" if first.quiet else "bar"
    bar = "" if first.bar is None else f'<span class="{look}" style="width:{100 * first.bar:.0f}%"></span>'
    cells = "".join(_cell(cell, number=number) for cell, number in zip(rest, numbers[1:], strict=True))
    return f'<tr><th scope="row">{escape(first.text)}{bar}</th>{cells}</tr>'


def _cell(cell: TextCell, *, number: bool) -> str:
    looks = [*(["n"] if number else []), *([] if cell.shade is None else [f"h{cell.shade}"])]
    look = f' class="{" ".join(looks)}"' if looks else ""
    text = f"<strong>{escape(cell.text)}</strong>" if cell.strong else escape(cell.text)
    return f"<td{look}>{text}</td>"


def _number(number: bool) -> str:  # noqa: FBT001  the kind of a column
    return ' class="n"' if number else ""
