"""What becomes of a file that a viewer brought: read, matched, placed, undone, step by step."""
