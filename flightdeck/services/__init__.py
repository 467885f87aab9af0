"""Use cases: where data, definitions, calculation and the reader's rights meet."""
