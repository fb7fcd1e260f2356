"""Every component in every state, with invented people, for those who build pages."""
