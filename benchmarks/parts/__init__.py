"""What each benchmark found, beside its aims."""
