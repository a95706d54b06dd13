"""A day at the desk: how somebody sits, when that is said, and breaks. Pure: time comes in."""
