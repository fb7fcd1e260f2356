"""The rulebook: provisions with permanent ids, thresholds and deadlines; versioned, validated, explained."""
