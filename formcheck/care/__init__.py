"""What to do today, how much, and when to stop: pure rules about programme, pain and safety."""
