"""Simulated marketplaces with known truth, and policies replayed on history."""
