"""Registers by name, each read when it is first asked for: a figure of one of them reads no other."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pandas as pd


class RegisterTables(Mapping[str, pd.DataFrame]):
    """Tables by name; each is made once."""

    def __init__(self, makers: Mapping[str, Callable[[], pd.DataFrame]]) -> None:
        """Nothing is read yet."""
        self._makers = dict(makers)
        self._made: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """The table of that name; KeyError when there is none."""
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._makers)

    def __len__(self) -> int:
        """How many registers there are."""
        return len(self._makers)

    def beside(self, name: str, make: Callable[[], pd.DataFrame]) -> "RegisterTables":
        """The same registers and one more; what has been made, or will be, is made once for both."""
        own = {known: partial(self.__getitem__, known) for known in self}
        return RegisterTables({**own, name: make})
