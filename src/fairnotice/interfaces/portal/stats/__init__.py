"""My Stats: how clients see an account's work, and how sure we are."""
