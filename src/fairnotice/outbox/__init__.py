"""Carries promises out: leases, retries, delivery proof."""
