"""One promise per file, checked on live data."""
