"""A guided training: what comes next, what is said, and when it pauses. Pure: time comes in."""
