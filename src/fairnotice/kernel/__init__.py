"""Values that every room shares: windows, deadlines, money, fingerprints, refusals."""
