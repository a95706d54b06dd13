"""The schema of the store, one step after the other. What was published is never edited."""
