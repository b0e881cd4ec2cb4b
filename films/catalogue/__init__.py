"""The catalogue as a file: what its lines say, which film each means, and how they are written."""
