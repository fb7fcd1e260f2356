"""The pages of the people who are measured."""
