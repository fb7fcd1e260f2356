"""The command `fairnotice`."""
