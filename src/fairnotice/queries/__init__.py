"""Every read, cut to what this actor may see."""
