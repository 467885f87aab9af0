"""Rules of the documents of a problem profile."""

import re
from datetime import date
from html.parser import HTMLParser
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from flightdeck.domain.profile_terms import CANNOT, SYNTHETIC_SAID
from flightdeck.exports.profile_docx import profile_docx
from flightdeck.exports.profile_html import profile_html
from tests.profile_deck import BLOCKS, profile

MADE = date(2026, 11, 25)
FACTS = (
    "Synthetic Constabulary", "Whole force", "Rape and other serious sexual offences", "12 months to Oct 2025", "1 November 2026",
    "2026-11-01-a1b2c3", "25 November 2026", "Boards inside the force", "N100",
)  # fmt: skip


@pytest.fixture
def word():
    return Document(BytesIO(profile_docx(profile(), made_on=MADE)))


def words_of(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def html():
    return profile_html(profile(), made_on=MADE)


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def tags():
    parser = Tags()
    parser.feed(html())
    return parser.found


@pytest.mark.parametrize(
    "read", [lambda: words_of(Document(BytesIO(profile_docx(profile(), made_on=MADE)))), html]
)
def test_a_document_says_what_it_is_of_and_holds_every_block_and_what_it_cannot_tell(read):
    told = read()
    assert [text for text in FACTS if text not in told] == []
    assert [block.id for block in BLOCKS if block.title not in told or block.sentence not in told] == []
    assert [block.kept_out for block in BLOCKS if block.kept_out not in told] == []
    assert [text for text in CANNOT if text not in told] == []
    assert SYNTHETIC_SAID in told
    assert "Signal: more" in told
    assert "suppressed, too small to show" in told


def test_every_sheet_of_the_word_document_says_synthetic_in_its_head(word):
    assert [section.header.paragraphs[0].text[:9] for section in word.sections] == ["SYNTHETIC"]
    assert word.sections[0].footer.paragraphs[0].text.startswith("Page")


def test_every_printed_sheet_of_the_web_page_says_synthetic():
    assert '<div class="sheet" aria-hidden="true">SYNTHETIC' in html()
    assert ".sheet{display:table-header-group" in html()


def test_a_real_force_is_not_called_synthetic():
    real = profile(synthetic=False)
    assert "SYNTHETIC" not in profile_html(real, made_on=MADE)
    assert (
        "SYNTHETIC"
        not in Document(BytesIO(profile_docx(real, made_on=MADE))).sections[0].header.paragraphs[0].text
    )


def test_the_word_document_can_be_walked_by_headings_and_table_headings(word):
    headings = [line.text for line in word.paragraphs if line.style.name == "Heading 1"]
    assert headings == [*(block.title for block in BLOCKS), "What this cannot tell you"]
    assert len(word.tables) == 5
    for table in word.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
    assert word.core_properties.language == "en-GB"
    assert word.core_properties.title.startswith("RASSO problem profile")


def test_a_table_wider_than_the_sheet_is_turned(word):
    hours = next(table for table in word.tables if table.rows[1].cells[0].text == "00")
    assert [cell.text for cell in hours.rows[0].cells] == ["", "Monday", "Tuesday", "Wednesday", "All"]
    assert len(hours.rows) == 26


def test_the_web_page_asks_nobody_for_anything():
    found = tags()
    assert {tag for tag, _ in found} & {"script", "link", "img", "iframe", "object"} == set()
    assert re.findall(r"(?:https?:)?//(?!www\.w3\.org/2000/svg)\w", html()) == []
    assert "url(" not in html()


def test_the_web_page_has_a_language_a_title_headings_and_headed_tables():
    found = tags()
    assert dict(found)["html"]["lang"] == "en-GB"
    assert [tag for tag, _ in found].count("h1") == 1
    tables, captions = ([tag for tag, _ in found].count(name) for name in ("table", "caption"))
    assert tables == captions == 5
    assert {attributes.get("scope") for tag, attributes in found if tag == "th"} == {"col", "row"}


def test_what_stands_in_a_profile_is_text_and_never_markup():
    told = profile_html(profile(force="<b>Force & co</b>"), made_on=MADE)
    assert "&lt;b&gt;Force &amp; co&lt;/b&gt;" in told
    assert "<b>" not in told
