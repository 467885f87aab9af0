"""A fault reads as sentences: what is wrong, then the remedy."""

import pytest

from flightdeck.errors import Fault


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault("it is wrong"), "it is wrong"),
        (Fault("it is wrong", where="a.yaml:3"), "a.yaml:3: it is wrong"),
        (Fault("it is wrong", "a.yaml:3", "Mend it."), "a.yaml:3: it is wrong. Remedy: Mend it."),
        (Fault("It is wrong.", remedy="Mend it."), "It is wrong. Remedy: Mend it."),
        (Fault("is it wrong?", remedy="Mend it."), "is it wrong? Remedy: Mend it."),
    ],
)
def test_the_remedy_begins_a_sentence_of_its_own(fault, said):
    assert str(fault) == said
