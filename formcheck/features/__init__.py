"""From a pose to numbers with their error: angles and distances of the body."""
