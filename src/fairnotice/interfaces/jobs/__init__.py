"""The only clock: due looks, deadlines, deliveries."""
