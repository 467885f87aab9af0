"""Every id that a callback, a style or a test names; written once here."""

LOCATION = "address"
PAGE = "page"
TITLE = "page-title"
ANNOUNCED = "page-announced"
TROUBLE = "trouble"
CONTENT = "content"
MENU = "menu"
NAVIGATION = "navigation"
SEARCH = "search"
SEARCH_FOUND = "search-found"
SEARCH_SAID = "search-said"
FILTERS = "filters"
APPLY = "filters-apply"
CLEAR = "filters-clear"
FIND_DEFINITION = "find-definition"
FOUND_DEFINITIONS = "found-definitions"
CASES = "cases-grid"
WORK_LIST_PURPOSE = "work-list-purpose"
WORK_LIST_MAKE = "work-list-make"
WORK_LIST_MADE = "work-list-made"
REGISTER_SHOWN = "register-shown"
PROFILE_DUE = "profile-due"
PROFILE_REGISTER = "profile-register"
PROFILE_REGISTERED = "profile-registered"

FILTER_PREFIX = "filter-"  # followed by the key of the query


def filter_id(key: str) -> str:
    """The id of the control of one filter."""
    return f"{FILTER_PREFIX}{key}"


def register_id(kind: str, part: str) -> str:
    """The id of a part of the form of one kind of record: a field by its name, `save` or `said`."""
    return f"register-{kind}-{part}"
