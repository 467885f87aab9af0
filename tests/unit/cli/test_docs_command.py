"""`flightdeck docs` writes the reference pages, and says which are out of date."""

from functools import lru_cache
from pathlib import Path

from typer.testing import CliRunner

from flightdeck.cli.application import app
from flightdeck.cli.docs_command import REFERENCE, reference_pages, stale, undocumented, write


@lru_cache(maxsize=1)
def generated() -> dict[str, str]:
    return reference_pages()


def test_the_generated_pages_say_what_the_product_does() -> None:
    assert stale(REFERENCE, generated()) == []


def test_everything_the_product_declares_is_said_in_words() -> None:
    assert undocumented(generated()) == []


def test_what_nobody_has_said_in_words_is_named_with_its_page() -> None:
    found = undocumented(
        {"mapping.md": "| `new_key` | **not documented** | text |\n| `title` | A title. | text |"}
    )
    assert [(fault.what, fault.where) for fault in found] == [("`new_key` is not documented", "mapping.md")]


def test_docs_check_exits_1_and_names_the_page_that_is_out_of_date(tmp_path: Path) -> None:
    write(tmp_path, generated())
    (tmp_path / "settings.md").write_text("An older text.", encoding="utf-8")
    told = CliRunner().invoke(app, ["docs", "--check", "--folder", str(tmp_path), "--json"])
    assert (told.exit_code, told.stdout.count('"what"')) == (1, 1)
    assert "settings.md" in told.stdout


def test_docs_check_exits_0_when_every_page_holds(tmp_path: Path) -> None:
    write(tmp_path, generated())
    assert CliRunner().invoke(app, ["docs", "--check", "--folder", str(tmp_path)]).exit_code == 0


def test_a_generated_page_that_describes_nothing_any_more_is_removed_and_one_of_a_person_stays(
    tmp_path: Path,
) -> None:
    left = tmp_path / "kpis" / "gone.md"
    write(tmp_path, {**generated(), "kpis/gone.md": generated()["kpis.md"]})
    (tmp_path / "performance.md").write_text("# Measured by hand\n", encoding="utf-8")
    assert [fault.what for fault in stale(tmp_path, generated())] == [
        '"kpis/gone.md" describes nothing any more'
    ]
    write(tmp_path, generated())
    assert (left.exists(), (tmp_path / "performance.md").exists()) == (False, True)


def test_every_generated_page_says_so_at_its_top() -> None:
    silent = [
        page for page, text in generated().items() if not text.startswith("<!-- Written by `flightdeck docs`")
    ]
    assert silent == []
