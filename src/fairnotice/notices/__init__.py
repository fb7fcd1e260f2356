"""A decision in words: statements of reasons and letters."""
