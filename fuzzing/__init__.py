"""Gives every file that may come from outside a bad day, and counts what happens.

::

    good files --mutators--> inputs --a process of their own--> read | refused | left aside | defect

``python -m fuzzing`` runs all targets and writes ``docs/fuzzing.md``; ``python -m fuzzing.guided``
lets a coverage-guided fuzzer choose the inputs. A development tool: nothing of it ships.

An input may end in three ways: it is read; it is refused with a sentence that says what to do; or
it is left aside as if it were not there, where that is what is wanted. Anything else is a defect:
another exception, a sentence that helps nobody, a file written elsewhere, a process started, an
address looked up, more memory or more time than an input of its size may take, or a crash.
"""
