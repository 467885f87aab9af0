"""Everything the product offers is documented, and nothing the documents point to is missing."""

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from flightdeck.cli.application import app
from flightdeck.cli.docs_command import reference_pages
from flightdeck.cli.reference.interface_pages import commands
from flightdeck.data.check_rules import RULES
from flightdeck.data.checks import Severity
from flightdeck.data.code_lists import load_code_lists
from flightdeck.data.conform.rules import RULES as DOOR_RULES
from flightdeck.data.mapping.model import AsAt, ColumnSource, Entry, Latest, Lookup, Mapping, Source
from flightdeck.definitions.registry import load_registry
from flightdeck.domain.definition import PILLAR_TITLES, Definition
from flightdeck.domain.definition_parts import Age, Cover, Per, Ratio, Standing
from flightdeck.domain.filters import BASIS_LABELS, QUERY_KEYS
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.result import KpiResult, Point
from flightdeck.domain.schema import CHARACTERISTICS, FRAMES
from flightdeck.domain.signal_wording import RULE_WORDS
from flightdeck.domain.wording import ASSURANCE_WORDS, SCOPE_LABELS, STATUS_WORDS, VARIATION_WORDS
from flightdeck.services.access import ROLE_TITLES, Action, Role
from flightdeck.services.worked_examples import worked_example
from flightdeck.settings import PRODUCT, Settings
from flightdeck.statistics.suppression import Audience
from flightdeck.web.pages import PAGES

DOCS = PRODUCT / "docs"
README = PRODUCT / "README.md"
CHANGELOG = PRODUCT / "CHANGELOG.md"
GLOSSARY = DOCS / "glossary.md"
DOCUMENTS = [README, CHANGELOG, *sorted(DOCS.rglob("*.md"))]
CODE_LISTS = load_code_lists(PRODUCT / "data" / "code_lists")
DEFINITIONS = load_registry(PRODUCT / "kpi_definitions", code_lists=CODE_LISTS).versions

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
MACHINE_PATH = re.compile(r"(?<![\w./])/(?:work|root|home|Users)/|[A-Z]:\\Users")


@lru_cache(maxsize=1)
def generated() -> dict[str, str]:
    return reference_pages()


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#{1,6} (.+)$", FENCE.sub("", text_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(page: Path) -> Iterator[tuple[str, str]]:
    """The relative links of a page: path and anchor."""
    for target in LINK.findall(FENCE.sub("", text_of(page))):
        if not re.match(r"[a-z]+:", target):
            path, _, anchor = target.partition("#")
            yield unquote(path), anchor


def named(page: Path) -> str:
    return page.relative_to(PRODUCT).as_posix()


def rows_of(page: str) -> set[str]:
    """What stands as code in the first cell of a row of a generated page."""
    return set(re.findall(r"^\| `([^`]+)` ", generated()[page], re.MULTILINE))


# ── what is documented ──────────────────────────────────────────────────────────────────────────────────────────────


def test_every_kpi_has_a_page_and_a_line_in_the_list() -> None:
    for definition in DEFINITIONS:
        assert f"kpis/{definition.id}.md" in generated()["kpis.md"]
        assert definition.question in generated()[f"kpis/{definition.id}.md"]
        assert definition.example.because in generated()[f"kpis/{definition.id}.md"]


def test_no_proposed_kpi_is_presented_as_national() -> None:
    for definition in DEFINITIONS:
        proposed = "It is **not** a national definition." in generated()[f"kpis/{definition.id}.md"]
        assert proposed is (definition.authority != "national"), definition.id


def test_every_version_of_every_kpi_has_a_line_in_the_changelog() -> None:
    lines = set(re.findall(r"^- `(\w+)` version (\d+) ", text_of(CHANGELOG), re.MULTILINE))
    assert lines == {(definition.id, str(definition.version)) for definition in DEFINITIONS}


def test_every_setting_is_documented() -> None:
    assert rows_of("settings.md") == {f"FLIGHTDECK_{name.upper()}" for name in Settings.model_fields}


def test_every_command_is_documented_with_its_options() -> None:
    found = dict(commands(app))
    headings = set(re.findall(r"^## (.+)$", generated()["commands.md"], re.MULTILINE))
    assert headings == set(found)
    options = {
        name for command in found.values() for part in command.params for name in part.opts if name[0] == "-"
    }
    assert {name for name in options if f"`{name}`" not in generated()["commands.md"]} == set()


def test_every_option_of_every_command_says_what_it_does() -> None:
    silent = [
        (name, part.name)
        for name, command in commands(app)
        for part in command.params
        if part.param_type_name == "option" and not getattr(part, "help", None)
    ]
    assert silent == []


def test_every_role_action_and_audience_is_documented() -> None:
    page = generated()["roles.md"]
    assert [role for role in Role if ROLE_TITLES[role] not in page] == []
    assert [action for action in Action if f"`{action}`" not in page] == []
    assert rows_of("roles.md") == set(Audience)


def test_every_page_and_every_filter_is_documented() -> None:
    assert rows_of("pages.md") == {page.path for page in PAGES} | set(QUERY_KEYS)


def test_every_frame_column_and_characteristic_is_documented() -> None:
    columns = {column.name for frame in FRAMES.values() for column in frame.columns}
    assert columns | set(CHARACTERISTICS) <= rows_of("canonical-model.md")
    assert set(FRAMES) <= set(re.findall(r"^### (\w+)$", generated()["canonical-model.md"], re.MULTILINE))


def test_every_population_and_its_columns_are_documented() -> None:
    assert set(re.findall(r"^## (\w+)$", generated()["populations.md"], re.MULTILINE)) == set(POPULATIONS)
    assert {name for found in POPULATIONS.values() for name in found.columns} == rows_of("populations.md")


def test_every_code_list_is_documented_and_an_unverified_one_says_so() -> None:
    said = dict(
        re.findall(r"^\| \[(\w+)\]\(#\w+\) \| [^|]+ \| (\S+) \|", generated()["code-lists.md"], re.MULTILINE)
    )
    expected = {
        name: "verified" if found.verified else "**unverified**" for name, found in CODE_LISTS.items()
    }
    assert said == expected


def test_every_check_and_rule_is_documented() -> None:
    expected = {rule.id for rule in RULES} | {rule.id for rule in DOOR_RULES}
    assert rows_of("checks.md") == expected
    assert [
        severity for severity in Severity if f"| {severity.value} |" not in generated()["checks.md"]
    ] == []


def test_every_key_of_a_mapping_is_documented() -> None:
    models = (Mapping, Source, AsAt, Latest, Entry, ColumnSource, Lookup)
    keys = {
        field.alias or name
        for model in models
        for name, field in model.model_fields.items()
        if not field.exclude
    }
    assert keys <= rows_of("mapping.md")


def test_every_key_of_a_definition_is_documented() -> None:
    models = (Definition, Standing, Cover, Per, Ratio, Age)
    keys = {
        field.alias or name
        for model in models
        for name, field in model.model_fields.items()
        if not field.exclude
    }
    assert keys <= rows_of("kpi-definition.md")


def test_every_field_of_a_result_is_documented() -> None:
    names = {field.name for record in (KpiResult, Point) for field in fields(record)}
    assert names | {"interval"} <= rows_of("kpi-result.md")


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────────

SHOWN = sorted(
    {
        *filter(None, STATUS_WORDS.values()), *VARIATION_WORDS.values(), *ASSURANCE_WORDS.values(), *SCOPE_LABELS.values(),
        *filter(None, RULE_WORDS.values()), *BASIS_LABELS.values(), *PILLAR_TITLES.values(), *ROLE_TITLES.values(),
        "set aside", "as known on", "SYNTHETIC", "voluntary attendance", "applicable bail period", "N100", "cohort",
        "maturity", "signal", "finalised", "outcome type", "offence",
    }
)  # fmt: skip


@pytest.mark.parametrize("word", SHOWN)
def test_the_glossary_has_every_word_on_the_screen(word: str) -> None:
    assert word.lower() in text_of(GLOSSARY).lower()


def test_every_term_of_the_glossary_names_its_source() -> None:
    terms = text_of(GLOSSARY).split("\n### ")[1:]
    assert [term.partition("\n")[0] for term in terms if "\n*Source: " not in term] == []


def test_the_glossary_is_in_the_order_of_the_alphabet_and_has_each_term_once() -> None:
    terms = re.findall(r"^### (.+)$", text_of(GLOSSARY), re.MULTILINE)
    assert terms == sorted(set(terms), key=str.casefold)


# ── links ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    missing = []
    for path, anchor in links(document):
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            missing.append(f"{path}#{anchor}")
    assert missing == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [README]
    while waiting:
        page = waiting.pop()
        if page not in seen and page.suffix == ".md" and page.exists():
            seen.add(page)
            waiting += [(page.parent / path).resolve() for path, _ in links(page) if path]
    assert [named(page) for page in DOCUMENTS if page not in seen] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_no_page_names_a_path_of_the_machine_it_was_written_on(document: Path) -> None:
    assert MACHINE_PATH.findall(text_of(document)) == []


# ── the README ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_readme_names_the_two_commands_before_any_other() -> None:
    typed = re.findall(r"^    (\S.*?)(?:  +#.*)?$", text_of(README), re.MULTILINE)
    assert typed[:2] == ["make run", "make test"]


def test_the_readme_says_what_it_is_for_in_five_lines() -> None:
    opening = text_of(README).split("\n\n")[1]
    assert len(opening.splitlines()) == 5


def test_every_command_in_the_pages_for_people_exists() -> None:
    known = {name.split()[0] for name, _ in commands(app)}
    typed = {
        word
        for page in DOCUMENTS
        for word in re.findall(r"^ {4,}(?:\S*/)?flightdeck ([a-z]+)", text_of(page), re.MULTILINE)
    }
    assert typed <= known


def test_the_picture_of_the_deck_is_small_enough_to_load_anywhere() -> None:
    assert (DOCS / "images" / "deck.png").stat().st_size < 300_000


def test_the_definition_in_the_how_to_holds_and_so_does_its_worked_example(tmp_path: Path) -> None:
    written = re.findall(
        r"^```yaml\n(.*?)^```", text_of(DOCS / "how-to" / "adopt-a-kpi.md"), re.DOTALL | re.MULTILINE
    )
    (tmp_path / "kpi.yaml").write_text(written[0], encoding="utf-8")
    (definition,) = load_registry(tmp_path, code_lists=CODE_LISTS).versions
    assert worked_example(definition, code_lists=CODE_LISTS) == definition.example.expect
