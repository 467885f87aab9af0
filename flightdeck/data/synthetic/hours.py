"""Hours of the day: when offences happen and when they are reported, by night and by weekend."""

import numpy as np

from flightdeck.data.synthetic.draws import NONE, Coded, Draws, Text, Truth, Whole
from flightdeck.data.synthetic.writing import names

DAYS_A_WEEK = 7
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
LAST_HOUR = 23


def weekday(days: Whole) -> Whole:
    """Monday is 0; the first of January 1970 was a Thursday."""
    return (days + 3) % DAYS_A_WEEK


def back_to_the_weekend(draws: Draws, days: Whole) -> Whole:
    """Days back from each day to the Friday or Saturday before; none for most of them."""
    night = np.where(draws.chance("saturday", "weekend_saturday"), SATURDAY, FRIDAY)
    return np.where(draws.chance("weekend_pull"), (weekday(days) - night) % DAYS_A_WEEK, 0)


def hour_columns(draws: Draws, *, occurred: Whole, until: Whole, reported: Whole) -> dict[str, Text]:
    """OCC_HR and RPT_HR: no hour where the day itself is a guess, and no report before what it reports."""
    weekend = np.isin(weekday(occurred), (FRIDAY, SATURDAY, SUNDAY))
    happened = np.where(
        weekend,
        _hours(draws.pick("hour_at_weekend", "occurred_hour_weekend")),
        _hours(draws.pick("hour", "occurred_hour")),
    )
    told = _hours(draws.pick("report_hour", "reported_hour"))
    same_day = reported == occurred
    told = np.where(same_day, np.minimum(np.maximum(told, happened + 1), LAST_HOUR), told)
    unsure: Truth = (until > occurred) | draws.chance("occurred_hour_blank")
    return {
        "OCC_HR": _written(happened, blank=unsure),
        "RPT_HR": _written(told, blank=draws.chance("reported_hour_blank")),
    }


def _hours(picked: Coded) -> Whole:
    return np.array([int(name) for name in picked.names], dtype=np.int64)[picked.at]


def _written(hours: Whole, *, blank: Truth) -> Text:
    every = tuple(str(hour) for hour in range(LAST_HOUR + 1))
    return names(Coded(every, np.where(blank, NONE, hours)))
