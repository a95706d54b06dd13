"""One session: the same rules live, from a file and in a test."""
