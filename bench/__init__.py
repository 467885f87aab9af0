"""The bench: the same work in one run, beside what else could do it."""
