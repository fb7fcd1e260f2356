"""The door for other programs: JSON, by key."""
