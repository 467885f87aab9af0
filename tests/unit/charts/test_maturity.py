"""Rules of the maturity charts."""

import plotly.graph_objects as go

from flightdeck.charts.maturity import incidence, still_open


def test_the_open_share_steps_down_inside_its_band():
    drawn = still_open(days=[0, 10, 400], survival=[1, 0.9, 0.5], lower=[1, 0.8, 0.4], upper=[1, 0.95, 0.6])
    go.Figure(drawn)
    assert [(trace.get("name"), trace["y"], trace["line"]["shape"]) for trace in drawn["data"]] == [
        (None, [100, 95, 60], "hv"),
        ("95 % interval", [100, 80, 40], "hv"),
        ("Still without the outcome", [100, 90, 50], "hv"),
    ]


def test_competing_outcomes_differ_in_dash_as_well_as_in_colour():
    drawn = incidence(days=[0, 10], by_group={"Charged": [0, 0.1], "Victim does not support": [0, 0.4]})
    go.Figure(drawn)
    looks = [(trace["name"], trace["line"]["color"], trace["line"]["dash"]) for trace in drawn["data"]]
    assert looks == [("Charged", "#12436D", "solid"), ("Victim does not support", "#28A197", "dash")]


def test_no_days_still_make_a_figure():
    go.Figure(incidence(days=[], by_group={"Charged": []}))
    go.Figure(still_open(days=[], survival=[], lower=[], upper=[]))
