"""The synthetic record system: a database with the raw, awkward shape of a real one, and nothing real in it."""

from flightdeck.data.synthetic.seed import Progress, SeedReport, last_month_end, seed, seed_database, tables

__all__ = ["Progress", "SeedReport", "last_month_end", "seed", "seed_database", "tables"]
