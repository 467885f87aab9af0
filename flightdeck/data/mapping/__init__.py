"""Source mappings: which table and column of a record system feeds which canonical column."""

from flightdeck.data.mapping.check import check_mapping
from flightdeck.data.mapping.load import load_mapping
from flightdeck.data.mapping.model import AbsentFrame, AsAt, ColumnSource, Entry, Mapping, Source

__all__ = [
    "AbsentFrame",
    "AsAt",
    "ColumnSource",
    "Entry",
    "Mapping",
    "Source",
    "check_mapping",
    "load_mapping",
]
