"""Every id that a callback, a style or a test names; written once here."""

LOCATION = "address"
PAGE = "page"
TITLE = "page-title"
ANNOUNCED = "page-announced"
CONTENT = "content"
APPLY = "filters-apply"

FILTER_PREFIX = "filter-"  # followed by the key of the query


def filter_id(key: str) -> str:
    """The id of the control of one filter."""
    return f"{FILTER_PREFIX}{key}"
