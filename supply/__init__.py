"""What formcheck is made of: licences, a bill of materials, known vulnerabilities.

::

    requirements.lock + installed metadata -> Part        parts.py
    licences.toml: what may be shipped     -> judge       rules.py
    docs/licences.md                       <- page        page.py
    the texts that are shipped             <- notices     notices.py
    a CycloneDX file                       <- bill        bill.py
    PyPI's or OSV's list of faults         -> audit       audit.py

``python -m supply page|notices|bill|audit``.
"""
