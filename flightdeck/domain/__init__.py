"""The field in plain values: no database, no file, no page."""
