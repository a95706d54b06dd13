"""What else goes on at the computer: locked, on battery, in a call, a full screen, a wanted camera.

Each module finds out one thing, in the platform's own way, and says "no" where the system does not
tell. Nothing here opens a camera or a microphone.
"""
