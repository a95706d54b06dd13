"""A finished session as JSON, HTML or an annotated video."""
