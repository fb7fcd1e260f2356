"""The pages of one case, for the people of its account."""
