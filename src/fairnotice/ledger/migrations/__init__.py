"""The shape of the ledger over time."""
