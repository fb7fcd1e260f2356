"""Every write, one deed per module."""
