"""From readings to repetitions, holds and faults, and what a view can judge."""
