"""What a physio does with a recording: look at it, correct it, compare it. No window, no video."""
