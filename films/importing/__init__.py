"""What every import shares: reading a file by lines, refusing one by name, the closing words."""
