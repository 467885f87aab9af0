"""Two definitions that differ are told apart, and one that says the same is not."""

from datetime import date

from hypothesis import given

from flightdeck.definitions.registry import load_registry
from flightdeck.domain.condition import All, AnyOf, OneOf
from flightdeck.domain.content import fingerprint, meaning
from flightdeck.domain.definition_parts import Target
from tests.conditions import CONDITIONS
from tests.synthetic_store import CODE_LISTS, REGISTRY, ROOT

ONE = REGISTRY.get("charged_within_12_months")


def changed(**changes):
    return ONE.model_copy(update=changes)


def test_definitions_that_ship_have_each_a_content_of_its_own():
    assert len({fingerprint(one) for one in REGISTRY.versions}) == len(REGISTRY.versions)


def test_a_definition_read_again_has_the_same_content():
    again = load_registry(ROOT / "kpi_definitions", code_lists=CODE_LISTS).get(ONE.id)
    assert again is not ONE
    assert (fingerprint(again), meaning(again)) == (fingerprint(ONE), meaning(ONE))


def test_a_copy_with_a_change_is_never_taken_for_what_it_was_copied_from():
    before = fingerprint(ONE)
    for change in (
        {"title": "Charged"},
        {"caveats": ()},
        {"matures_after_days": 364},
        {"on_deck": not ONE.on_deck},
    ):
        assert fingerprint(changed(**change)) != before
        assert meaning(changed(**change)) != meaning(ONE)


def test_the_life_of_a_definition_and_its_targets_change_without_a_new_version():
    target = Target(value=0.1, set_by="Strategic project board", set_on=date(2026, 1, 1))
    for change in (
        {"status": "retired", "retired_on": date(2026, 1, 1), "retired_because": "Replaced."},
        {"targets": (target,)},
        {"history": (*ONE.history, "A word put right.")},
    ):
        assert meaning(changed(**change)) == meaning(ONE)
        assert fingerprint(changed(**change)) != fingerprint(ONE)


def test_all_and_any_of_the_same_parts_are_different():
    parts = (OneOf("status", ("open",)), OneOf("area", ("Eastern",)))
    assert fingerprint(changed(where=All(parts))) != fingerprint(changed(where=AnyOf(parts)))


@given(first=CONDITIONS, second=CONDITIONS)
def test_two_conditions_have_the_same_content_only_if_they_are_the_same(first, second):
    same = fingerprint(changed(numerator=first)) == fingerprint(changed(numerator=second))
    assert same is (repr(first) == repr(second))
