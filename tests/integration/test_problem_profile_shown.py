"""What a board may see of the problem profile, and what is said where a source cannot feed it."""

import math
from datetime import date

import pandas as pd
import pytest

from flightdeck.domain.filters import Filters
from flightdeck.domain.profile import Changes, Grid, Move, Split, Tiles
from flightdeck.errors import NotAllowedError, NotFoundError
from flightdeck.services.access import Actor, Role
from flightdeck.services.problem_profile import problem_profile
from flightdeck.services.refresh import refresh
from tests.integration.independent_profile import Profiled
from tests.integration.loops import offence_scopes
from tests.synthetic_store import HASH_KEY, ROOT, deck_over

ANALYST = Actor("analyst", Role.ANALYST)
BOARD = Actor("board", Role.BOARD_MEMBER)
COMMANDER = Actor("commander", Role.AREA_COMMANDER, ("West",))
SCOPES = ("rasso", "rape_all")
OPEN_TO_ALL = ("change", "areas")  # made of the KPI alone, through its own gate


@pytest.fixture(scope="session")
def police_uk(tmp_path_factory):
    """A deck over the real street-level crimes of Suffolk, which hold little."""
    store = tmp_path_factory.mktemp("police_uk")
    refresh(
        ROOT / "data" / "mappings" / "police_uk_street.yaml", store=store, code_lists_folder=ROOT / "data" / "code_lists",
        hash_key=HASH_KEY.encode(), progress=lambda _what, _share: None,
    )  # fmt: skip
    return deck_over(store)


# ── what a board sees ───────────────────────────────────────────────────────────────────────────────────────────────


def every_count(profile):
    """Every count that a profile shows, with where it stands."""
    for block in profile.blocks:
        for table in block.tables:
            match table:
                case Grid():
                    numbers = [*sum(table.cells, ()), *table.row_totals, *table.column_totals]
                case Changes():
                    numbers = [number for line in table.lines for number in (line.now, line.before)]
                case Split() | Tiles():
                    numbers = [line.count for line in table.lines]
            yield from ((block.id, number) for number in numbers if number is not None)


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("actor", [BOARD, COMMANDER], ids=["board", "commander"])
def test_nothing_small_is_shown_to_a_board(deck, scope, actor):
    profile = problem_profile(deck, Filters(scope=scope), actor)
    shown = list(every_count(profile))
    assert len(shown) > 20
    assert [found for found in shown if 0 < found[1] < 5] == []


@pytest.mark.parametrize("actor", [BOARD, COMMANDER], ids=["board", "commander"])
def test_what_no_pattern_protects_is_given_to_the_nearest_five(deck, actor):
    profile = problem_profile(deck, Filters(), actor)
    ours = ("when", "season", "recency", "repeat-victims", "victims", "suspects", "concentration")
    assert {number % 5 for block, number in every_count(profile) if block in ours} == {0}


def test_no_line_of_a_board_stands_hidden_alone_beside_its_total(deck):
    for actor in (BOARD, COMMANDER):
        for block in problem_profile(deck, Filters(), actor).blocks:
            for table in block.tables:
                if isinstance(table, Grid):
                    for cells, total in zip(table.cells, table.row_totals, strict=True):
                        assert total is None or sum(cell is None for cell in cells) != 1
                    for place, total in enumerate(table.column_totals):
                        column = [row[place] for row in table.cells]
                        assert total is None or sum(cell is None for cell in column) != 1
                if isinstance(table, Split) and block.id == "recency":
                    assert sum(line.hidden for line in table.lines) != 1


@pytest.mark.parametrize("filters", ["area=West", "team=West 2", "from=2026-01", "to=2026-06"])
def test_tables_close_to_a_board_that_looks_at_a_part(deck, filters):
    asked = Filters.from_text(filters)
    profile = problem_profile(deck, asked, BOARD)
    for block in profile.blocks:
        if block.id in OPEN_TO_ALL or block.missing:
            continue
        assert (block.closed, block.tables) == (True, ()), block.id
        assert "suppressed, because the filters show a part" in block.sentence
    changes = profile.block("change").tables
    assert all(line.label == "All crimes" or line.label.startswith("Area: ") for line in changes[0].lines)
    assert not any(block.closed for block in problem_profile(deck, asked, ANALYST).blocks)


def test_a_commander_sees_their_own_area_and_no_other(deck):
    profile = problem_profile(deck, Filters(), COMMANDER)
    assert profile.place == "West"
    assert {line.label for line in profile.block("areas").tables[0].lines} == {"West"}
    with pytest.raises(NotAllowedError):
        problem_profile(deck, Filters(area="East"), COMMANDER)


def test_a_place_or_scope_that_is_none_is_refused_with_the_nearest(deck):
    with pytest.raises(NotFoundError, match='there is no area "Wset"'):
        problem_profile(deck, Filters(area="Wset"), ANALYST)
    with pytest.raises(NotFoundError, match='there is no offence scope "rap"'):
        problem_profile(deck, Filters(scope="rap"), ANALYST)


# ── a source that cannot feed it ────────────────────────────────────────────────────────────────────────────────────


def test_a_source_without_the_fields_says_so_in_every_block_and_shows_no_number(police_uk):
    profile = problem_profile(police_uk, Filters(), ANALYST)
    assert "not computable" in profile.sentence
    assert "does not tell rape and serious sexual offences from other crime" in profile.sentence
    for block in profile.blocks:
        assert block.sentence.startswith("Not computable. The source does not give "), block.id
        assert block.tables == ()
        assert block.missing
    named = {field.column for field in profile.block("when").missing}
    assert named == {"offence_code", "occurred_from", "occurred_hour"}


def test_a_source_that_names_places_and_not_the_offence_lacks_the_offence_alone(police_uk):
    profile = problem_profile(police_uk, Filters(), ANALYST)
    assert [field.column for field in profile.block("concentration").missing] == ["offence_code"]


def with_places(store, name):
    """A deck whose source names a small area for each crime, by the number of the crime."""
    deck = deck_over(store)
    loaded = deck.loaded(Filters())
    del loaded.manifest["absent"]["crimes"]["lsoa"]
    crimes = loaded.populations.raw("crimes")
    crimes.column("lsoa")
    crimes._made["lsoa"] = pd.Series([name(number) for number in range(crimes.size)], dtype="str")
    return deck


def busy_or_quiet(number):
    """Two places are busy, sixty are not, and some crimes have none."""
    if number % 11 == 0:
        return None
    return f"busy {number % 2}" if number % 5 == 0 else f"quiet {number % 60}"


@pytest.fixture(scope="module")
def placed(synthetic_store):
    return with_places(synthetic_store, busy_or_quiet)


def test_concentration_agrees_with_a_second_count_and_stands_beside_chance(placed):
    profile = problem_profile(placed, Filters(), ANALYST)
    frames = placed.loaded(Filters()).snapshot.frames
    lsoa = placed.loaded(Filters()).populations.raw("crimes").column("lsoa")
    second = Profiled({**frames, "crimes": frames["crimes"].reset_index(drop=True).assign(lsoa=lsoa)})
    codes = offence_scopes(ROOT / "data" / "code_lists")["rasso"]
    crimes = second.recorded(codes, {}, date(2025, 11, 1), date(2026, 10, 31))
    by_place = second.by(crimes, "lsoa")
    unknown = by_place.pop(None)
    everywhere = {crime["lsoa"] for crime in second.live(codes, {})} - {None}
    top = math.ceil(len(everywhere) / 10)
    busiest = sum(sorted(by_place.values(), reverse=True)[:top])
    (table,) = profile.block("concentration").tables
    assert [line.count for line in table.lines] == [busiest, sum(by_place.values()) - busiest, unknown]
    assert (
        f"The busiest {top} of {len(everywhere)} small areas hold" in profile.block("concentration").sentence
    )
    assert "if each crime fell anywhere alike" in profile.block("concentration").sentence
    assert "busy" not in str(profile), "no place is named"


def test_concentration_is_coarse_to_a_board_and_closed_where_it_looks_at_a_part(placed):
    (table,) = problem_profile(placed, Filters(), BOARD).block("concentration").tables
    assert {line.count % 5 for line in table.lines} == {0}
    assert problem_profile(placed, Filters(area="West"), BOARD).block("concentration").closed


def test_too_few_places_have_no_busiest_tenth(synthetic_store):
    deck = with_places(synthetic_store, lambda number: f"place {number % 7}")
    told = problem_profile(deck, Filters(), ANALYST).block("concentration")
    assert (told.sentence[:28], told.tables) == ("Too few places to say: fewer", ())
    assert "7" not in told.sentence, "how few they are may be a small count"


def test_every_move_is_judged_by_its_interval(deck):
    (table,) = problem_profile(deck, Filters(), ANALYST).block("change").tables
    for line in table.lines:
        if line.move is not Move.UNKNOWN:
            outside = line.lower > 1 or (line.upper is not None and line.upper < 1)
            assert (line.move is not Move.NOISE) == outside
