"""Scripts that serve the project itself."""
