"""The door: a code by e-mail, nothing to remember."""
