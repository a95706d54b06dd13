"""Frames from a webcam, a video file or a camera on the network."""
