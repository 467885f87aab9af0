"""A problem profile as a Word document: headings, repeated table headings, a language, and its label on every page."""

from datetime import UTC, date, datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from flightdeck.charts.heat_grid import FILLS, INKS
from flightdeck.charts.profile_tables import TextCell, TextTable, shown, text_table, turned
from flightdeck.domain.profile import Block, ProblemProfile, Split
from flightdeck.domain.profile_terms import CANNOT_TITLE, SYNTHETIC_SAID, TITLE
from flightdeck.exports.profile_facts import facts, running_head

LANGUAGE = "en-GB"
WIDEST = 14  # columns that fit a sheet of A4; a wider table is turned
SMALL = Pt(9)


def profile_docx(profile: ProblemProfile, *, made_on: date) -> bytes:
    """The profile as the bytes of a `.docx` file."""
    word = Document()
    _set_up(word, profile, made_on=made_on)
    word.add_heading(TITLE, level=0)
    if profile.synthetic:
        word.add_paragraph(SYNTHETIC_SAID, style="Intense Quote")
    _lead(word, profile.sentence)
    for name, value in facts(profile, made_on=made_on):
        line = word.add_paragraph(style="List Bullet")
        line.add_run(f"{name}: ").bold = True
        line.add_run(value)
    for block in profile.blocks:
        _block(word, block)
    word.add_heading(CANNOT_TITLE, level=1).paragraph_format.page_break_before = True
    for text in profile.cannot:
        word.add_paragraph(text, style="List Bullet")
    written = BytesIO()
    word.save(written)
    return written.getvalue()


def _set_up(word: Word, profile: ProblemProfile, *, made_on: date) -> None:
    about = word.core_properties
    about.title = f"{TITLE}, {profile.place}, as at {profile.as_at:%Y-%m-%d}"
    about.author, about.language, about.subject = "RASSO flight deck", LANGUAGE, profile.scope
    about.comments = running_head(profile)
    about.created = about.modified = datetime.combine(made_on, time(), tzinfo=UTC)
    about.last_modified_by = "RASSO flight deck"
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    normal.element.get_or_add_rPr().append(language)
    page = word.sections[0]
    head = page.header.paragraphs[0]
    head.text, head.runs[0].font.size, head.runs[0].bold = running_head(profile), SMALL, profile.synthetic
    foot = page.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run("Page ").font.size = SMALL
    _field(foot, "PAGE")


def _field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)  # noqa: SLF001  python-docx has no fields of its own


def _lead(word: Word, text: str) -> None:
    word.add_paragraph().add_run(text).bold = True


def _block(word: Word, block: Block) -> None:
    word.add_heading(block.title, level=1)
    _lead(word, block.sentence)
    if block.kept_out:
        word.add_paragraph(block.kept_out)
    word.add_paragraph(block.about)
    for table in block.tables:
        if isinstance(table, Split) and table.sentence:
            word.add_paragraph(table.sentence)
        for one in shown((table,)):
            written = text_table(one)
            _table(word, turned(written) if len(written.heads) > WIDEST else written)
    for note in block.notes:
        word.add_paragraph(note)


def _table(word: Word, table: TextTable) -> None:
    caption = word.add_paragraph(table.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    made = word.add_table(rows=1 + len(table.rows), cols=len(table.heads), style="Table Grid")
    _described(made, table)
    for place, head in enumerate(table.heads):
        _write(made.rows[0].cells[place], TextCell(head), number=table.numbers[place], bold=True)
    for place, row in enumerate(table.rows, start=1):
        cells = made.rows[place].cells
        for column, cell in enumerate(row):
            _write(cells[column], cell, number=table.numbers[column], bold=column == 0 or cell.strong)
    if table.key:
        word.add_paragraph(table.key)


def _described(made: Table, table: TextTable) -> None:
    """The first row as headings that each sheet repeats, rows that are not cut in two, and a description for screen readers."""
    for place, row in enumerate(made.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001  python-docx has no headings of its own
        properties.append(OxmlElement("w:cantSplit"))
        if place == 0:
            properties.append(OxmlElement("w:tblHeader"))
    for name, text in (("w:tblCaption", table.caption), ("w:tblDescription", table.key or table.caption)):
        said = OxmlElement(name)
        said.set(qn("w:val"), text)
        made._tbl.tblPr.append(said)  # noqa: SLF001  nor descriptions


def _write(cell: _Cell, what: TextCell, *, number: bool, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(what.text)
    run.font.size, run.bold = SMALL, bold
    if number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if what.shade:
        fill = OxmlElement("w:shd")
        fill.set(qn("w:val"), "clear")
        fill.set(qn("w:fill"), FILLS[what.shade].removeprefix("#"))
        cell._tc.get_or_add_tcPr().append(fill)  # noqa: SLF001  nor shading
        run.font.color.rgb = RGBColor.from_string(INKS[what.shade].removeprefix("#"))
