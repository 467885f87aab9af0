"""The snapshots in memory: which one serves, and how a new one is made ready before it does."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import RLock, Thread

from flightdeck.data.snapshots import SnapshotInfo, SnapshotStore
from flightdeck.domain.codes import CodeList
from flightdeck.domain.filters import Filters
from flightdeck.domain.harm import Weight
from flightdeck.errors import Fault, NotFoundError
from flightdeck.services.loaded import LoadedSnapshot

PREPARING = "prepare the rest"  # the thread that does it
_KEPT = 3
_NONE_YET = "There is no snapshot yet."
Prepare = Callable[[LoadedSnapshot], None]


class Shelf:
    """The snapshots of one store that are in memory; a new one is noticed by its name."""

    def __init__(
        self,
        store: SnapshotStore,
        code_lists: Mapping[str, CodeList],
        *,
        prepare: Prepare,
        prepare_rest: Prepare,
        weights: Mapping[str, Weight] | None = None,
    ) -> None:
        """An empty shelf.

        Args:
            store: where the snapshots lie.
            code_lists: the code lists of the installation.
            prepare: what a snapshot needs before it serves, once the shelf is warm.
            prepare_rest: what may follow in the background.
            weights: the harm of each offence.
        """
        self._store = store
        self._code_lists = code_lists
        self._prepare = prepare
        self._prepare_rest = prepare_rest
        self._weights = weights
        self._kept: OrderedDict[str, LoadedSnapshot] = OrderedDict()
        self._lock = RLock()
        self._loading = RLock()
        self._warm = False
        self._rested: set[str] = set()
        self._served = ""
        self._background: Thread | None = None

    def loaded(self, filters: Filters) -> LoadedSnapshot:
        """The snapshot the filters ask for, else the one being served.

        Raises:
            NotFoundError: when there is none, with the remedy.
        """
        name = filters.snapshot or self._serving()
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
                return self._kept[name]
        return self._load(name)

    def put(self, loaded: LoadedSnapshot) -> None:
        """Lay a snapshot on the shelf, in the place of another of its name."""
        with self._lock:
            self._kept[loaded.id] = loaded
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)

    def warm(self) -> None:
        """Prepare the latest snapshot, and from now on every later one before it serves, so that no reader waits."""
        self._warm = True
        self.loaded(Filters())

    def begin_rest(self, loaded: LoadedSnapshot) -> None:
        """Prepare the rest of a snapshot in the background, once.

        It waits for the first request: a thread started earlier would not live through the fork of a server's workers.
        """
        with self._lock:
            if not self._warm or loaded.id in self._rested:
                return
            self._rested.add(loaded.id)
        # It ends with the server: what it has not prepared then, nobody asks for.
        Thread(target=self._prepare_rest, args=(loaded,), name=PREPARING, daemon=True).start()

    def _load(self, name: str) -> LoadedSnapshot:
        with self._loading:
            if name not in self._kept:
                made = LoadedSnapshot(
                    self._store.load(name), code_lists=self._code_lists, weights=self._weights
                )
                if self._warm:
                    self._prepare(made)
                self.put(made)
            return self._kept[name]

    def _serving(self) -> str:
        """The latest snapshot; while a new one is being prepared, the one before it still serves."""
        latest = self._latest().id
        with self._lock:
            if latest in self._kept:
                self._served = latest
            elif self._served in self._kept:
                self._begin_loading(latest)
            else:
                return latest
            return self._served

    def _begin_loading(self, name: str) -> None:
        if self._background is None or not self._background.is_alive():
            self._background = Thread(target=self._load_whole, args=(name,), name=f"prepare {name}")
            self._background.start()

    def _load_whole(self, name: str) -> None:
        self._rested.add(name)
        self._prepare_rest(self._load(name))

    def _latest(self) -> SnapshotInfo:
        latest = self._store.latest()
        if latest is None:
            raise NotFoundError([Fault(_NONE_YET, where="snapshots", remedy="Run flightdeck refresh.")])
        return latest
