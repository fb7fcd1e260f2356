"""Figures as percent coordinates: arithmetic only, drawn by the SVG partials in ``templates/components``."""
