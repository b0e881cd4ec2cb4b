"""Whether the links of reviews still lead somewhere, asked politely and from a distance."""
