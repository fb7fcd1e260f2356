"""The pages of the people who decide."""
