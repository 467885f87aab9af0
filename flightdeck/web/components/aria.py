"""Names that only a screen reader hears."""

from typing import Any


def aria(**names: str) -> dict[str, Any]:
    """ARIA attributes to spread into a component; Dash declares no type for them.

    >>> aria(labelledby="caption")
    {'aria-labelledby': 'caption'}
    """
    return {f"aria-{name}": text for name, text in names.items()}
