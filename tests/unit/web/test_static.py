"""Our styles are sent as one file, in the order of their layers and for as long as they stay the same."""

import re

from flightdeck.web.static import ASSETS, STYLES, style_links


def test_every_style_of_ours_is_sent_and_in_its_order(shared):
    assert sorted(STYLES) == sorted(one.name for one in ASSETS.glob("*.css"))
    sent = shared.anybody().get(ours()).text
    places = [sent.index((ASSETS / name).read_text(encoding="utf-8")) for name in STYLES]
    assert places == sorted(places)


def test_the_styles_are_kept_for_a_year_under_an_address_that_changes_with_them(shared):
    answer = shared.anybody().get(ours())
    assert answer.mimetype == "text/css"
    assert answer.cache_control.max_age == 365 * 24 * 60 * 60
    assert re.search(r"\?v=[0-9a-f]{12}$", ours())


def ours():
    """The address of our styles: the last, since they stand on the others."""
    return re.findall(r'href="([^"]+)"', style_links())[-1]
