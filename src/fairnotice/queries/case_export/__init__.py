"""A case as one signed file that the account can take elsewhere, with all that is needed to check it."""
