"""Where data comes from and is kept: mappings, extracts, snapshots and published benchmarks."""
