"""Benchmarks: each one module with a ``main(arguments)``, run by ``./dev bench NAME``."""
