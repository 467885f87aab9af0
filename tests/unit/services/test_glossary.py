"""The glossary that ships, and its terms in a text."""

from flightdeck.services.glossary import EVERYDAY, GLOSSARY, Part, parts, terms


def written(text):
    return [(part.text, part.term.name) for part in parts(text) if part.term]


def test_every_heading_of_the_file_is_a_term_that_says_something():
    headings = [
        line[4:] for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("### ")
    ]
    assert [term.name for term in terms()] == headings
    assert [term.name for term in terms() if len(term.paragraphs) < 2] == []


def test_every_everyday_word_is_a_term():
    assert {term.name for term in terms()} >= EVERYDAY


def test_an_anchor_is_the_one_a_reader_of_the_document_has_too():
    anchors = {term.name: term.anchor for term in terms()}
    assert anchors["National Operating Model (NOM)"] == "national-operating-model-nom"
    assert anchors["Byar's interval"] == "byars-interval"


def test_a_term_is_found_where_it_first_stands_in_capitals_or_several():
    assert written("Cohorts younger than the cohort; a snapshot.") == [
        ("Cohorts", "Cohort"),
        ("snapshot", "Snapshot"),
    ]


def test_the_longer_term_wins_and_no_term_is_found_inside_a_word():
    assert written("A process behaviour chart of the open caseload, unsuppressed.") == [
        ("process behaviour chart", "Process behaviour chart (XmR)"),
        ("open caseload", "Open caseload"),
    ]


def test_everyday_words_are_left_alone_and_nothing_of_the_text_is_lost():
    text = "The victim of a crime in the area."
    assert parts(text) == (Part(text),)
    whole = "Read beside the cohort: bail, referral."
    assert "".join(part.text for part in parts(whole)) == whole
