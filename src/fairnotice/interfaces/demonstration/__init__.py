"""A simulated marketplace played from its facts to delivered letters and open pages."""
