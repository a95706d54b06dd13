"""What is kept between sessions, on this computer alone."""
