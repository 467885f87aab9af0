"""Keys of a store: made at random when first needed, kept beside the data, readable by its owner alone."""

import os
from pathlib import Path
from secrets import token_urlsafe

from flightdeck.data.durable import private_store

BYTES = 32


def store_key(store: Path, name: str) -> str:
    """The key of that name; made on first use. Two processes that ask at once get the same one."""
    path = store / f"{name}.key"
    private_store(store)
    fresh = store / f".{name}-{os.getpid()}-{token_urlsafe(6)}"
    if not path.exists():
        fresh.touch(mode=0o600)
        fresh.write_text(token_urlsafe(BYTES), encoding="ascii")
        try:
            os.link(fresh, path)  # fails where another process was first; never replaces a key
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii")
