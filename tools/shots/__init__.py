"""The pictures of the guide, from the real windows: `tools/screenshots.py` makes them all.

::

    screenshots.py --> a process for each group --> patient, desk, physio, pages
                                                     each: show a window, wait for a state, keep it

Whoever is seen is rendered, and every day in a history is made up: nobody real is shown.
"""
