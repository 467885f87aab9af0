"""Every number of the catalogue of the National Operating Model brief has a definition."""

from tests.synthetic_store import REGISTRY

LAST = {"A": 31, "B": 28, "C": 22, "D": 14, "E": 19, "F": 12, "G": 8}


def test_every_number_of_the_catalogue_is_defined_and_no_other():
    wanted = {f"{pillar}{number:02}" for pillar, last in LAST.items() for number in range(1, last + 1)}
    assert {one.ref for one in REGISTRY.current()} == wanted
