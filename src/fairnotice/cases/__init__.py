"""Due process: stages, steps, who may take them, and what follows."""
