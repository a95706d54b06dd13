"""Many recordings at once: on all cores of a computer, or on many computers."""
