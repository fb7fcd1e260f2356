"""Facts at rest: import, Delta tables, SQL on DuckDB, exact tallies."""
