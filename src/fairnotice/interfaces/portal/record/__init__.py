"""The whole record of an account, the same for both sides."""
