"""Published Home Office outcomes: reading what ships, importing what a reader downloads, keeping both apart."""

from flightdeck.data.benchmarks.importing import ImportedBenchmark, import_outcomes
from flightdeck.data.benchmarks.store import KeptBenchmark, imported_years, keep_benchmark, load_benchmarks

__all__ = [
    "ImportedBenchmark",
    "KeptBenchmark",
    "import_outcomes",
    "imported_years",
    "keep_benchmark",
    "load_benchmarks",
]
