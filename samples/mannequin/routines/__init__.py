"""What a virtual patient does: one module an exercise, each with ``routine(variation, ...)``."""
