"""Append-only case events, people, findings and outgoing rows in the database."""
