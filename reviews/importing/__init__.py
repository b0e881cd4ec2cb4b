"""Critics' reviews as a file: what its lines say, and which review each means."""
