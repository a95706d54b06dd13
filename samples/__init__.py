"""Sample clips with known truth, and the figure that they are rendered from."""
