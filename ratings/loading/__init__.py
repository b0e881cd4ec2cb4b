"""Loading many viewers' ratings from one file: read, named, placed, in a few large statements."""
