"""Critics' reviews as a file that goes out, and comes in again as the same."""
