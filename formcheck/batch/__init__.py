"""Many recordings at once: on all cores of a computer, or on many computers.

::

    folder -> tasks -> engine (local | cluster) -> outcomes -> summary
                          |
                          child process: run_job -> results, then the note that says so

The result of a recording depends on the recording alone. It is written into a folder of its own
first and moved into place when it is whole, and a note says what it belongs to: whatever is killed,
and whenever, what has a note is finished, and the next start goes on with the others.
"""
