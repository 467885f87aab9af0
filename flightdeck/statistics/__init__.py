"""Statistics a board can trust: intervals, process behaviour, maturity, comparison and the suppression gate."""
