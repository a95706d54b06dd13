"""From an update to lines, dots, arcs and texts in pixels; no Qt, no OpenCV."""
