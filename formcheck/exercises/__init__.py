"""What an exercise is: one TOML file that a physio can read."""
