"""The machine and the versions a measurement was made with."""

import os
import platform
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("dash", "pandas", "numpy", "pyarrow", "SQLAlchemy", "psycopg", "duckdb", "polars", "connectorx")


@lru_cache(maxsize=1)
def machine() -> str:
    """Processor, memory and versions in two sentences."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"Machine: {_processor()}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB, {platform.system()} {platform.release().split('-')[0]}. "
        f"Python {platform.python_version()}, {versions}."
    )


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    names = (
        [
            line.partition(":")[2].strip()
            for line in told.read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ]
        if told.exists()
        else []
    )
    return names[0] if names else platform.machine()
