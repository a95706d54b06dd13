"""The window for recorded sessions."""
