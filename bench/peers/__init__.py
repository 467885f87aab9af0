"""What else could do the work: pandas, DuckDB and polars, each as its own manual would have it done."""
