"""A session as an HL7 FHIR R4 bundle of observations, for a clinic's own system.

::

    Bundle (collection)
      Device       formcheck, the pose model and the error model
      Observation  repetitions; range of motion, holds and averages, each side by itself
      Observation  pain and effort, where the person told them

The same session gives the same bundle with the same ids, so that a second one replaces the first.
Nobody is named unless asked for. Texts are in the language in use.
"""

import hashlib
import json
import math
from importlib import metadata
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

from formcheck.features.reading import Unit
from formcheck.language import _, language
from formcheck.report import fhir_parts as parts
from formcheck.report import words
from formcheck.report.exported import About, Exported
from formcheck.report.fhir_found import Finding, findings
from formcheck.report.fhir_parts import Json
from formcheck.report.files import write_text
from formcheck.report.json_report import dumps
from formcheck.report.spreadsheet import one_line
from formcheck.session.record import SessionRecord

_OURS: Final = UUID("6f9a4b7e-3a53-4c0e-9a35-5b0c9f0d7c11")
"""Namespace of the ids; drawn once."""
_URN: Final = "urn:ietf:rfc:3986"


def write_fhir(path: Path, exported: Exported) -> None:
    """Write the bundle, whole or not at all."""
    made = json.dumps(bundle(exported), ensure_ascii=False, allow_nan=False, indent=1)
    write_text(path, made + "\n")


def bundle(exported: Exported) -> Json:
    """Return the bundle, ready for `json.dumps`."""
    own = _Ids(exported)
    device = _device(exported.record)
    entries = [_entry(own.of("device"), device)]
    for finding in findings(exported):
        made = _observation(finding, exported, own.of("device"))
        entries.append(_entry(own.of(finding.name), made))
    return {
        "resourceType": "Bundle",
        "id": str(own.of("bundle")),
        "language": language(),
        "identifier": {"system": _URN, "value": own.of("bundle").urn},
        "type": "collection",
        "entry": entries,
    }


class _Ids:
    """Ids that are the same for the same session, and of no other."""

    def __init__(self, exported: Exported) -> None:
        told = exported.about.session or dumps(exported.record)
        self._session = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()

    def of(self, name: str) -> UUID:
        return uuid5(_OURS, f"{self._session}/{name}")


def _entry(own: UUID, resource: Json) -> Json:
    kind = resource.pop("resourceType")
    head = {"resourceType": kind, "id": str(own), "language": language()}
    return {"fullUrl": own.urn, "resource": head | resource}


def _device(record: SessionRecord) -> Json:
    versions = {
        "formcheck": _program(),
        _("pose model"): record.model.name,
        _("pose model, SHA-256"): record.model.sha256,
        _("error model"): record.error_model,
        _("exercise"): f"{record.exercise} {record.exercise_version}",
    }
    known = {name: one_line(value) for name, value in versions.items()}
    return {
        "resourceType": "Device",
        "deviceName": [{"name": "formcheck", "type": "user-friendly-name"}],
        "type": parts.text(_("Program that estimates movement from the video of one camera")),
        "version": [
            {"type": parts.text(name), "value": value} for name, value in known.items() if value
        ],
    }


def _program() -> str:
    try:
        return metadata.version("formcheck")
    except metadata.PackageNotFoundError:
        return ""


def _observation(finding: Finding, exported: Exported, device: UUID) -> Json:
    about = exported.about
    made: Json = {
        "resourceType": "Observation",
        "status": "preliminary" if about.running else "final",
        "category": [parts.category("survey" if finding.told_at else "activity")],
        "code": finding.code,
        "subject": _subject(about),
    }
    if finding.told_at is None:
        made |= parts.period(about.started_at, about.ended_at)
    else:
        made["effectiveDateTime"] = parts.moment(finding.told_at)
    made["valueQuantity"] = finding.value
    if finding.side is not None:
        made["bodySite"] = parts.text(_("{side} side").format(side=words.side(finding.side)))
    made |= _told() if finding.told_at else _measured(exported.record)
    made["device"] = {"reference": device.urn, "display": "formcheck"}
    if finding.components:
        made["component"] = finding.components
    return made


def _subject(about: About) -> Json:
    made: Json = {"type": "Patient", "display": one_line(about.subject) or _("not named")}
    if about.pseudonym:
        made["identifier"] = {"system": _URN, "value": UUID(about.pseudonym).urn}
    return made


def _told() -> Json:
    return {"method": parts.text(_("Told by the person, on a scale from 0 to 10"))}


def _measured(record: SessionRecord) -> Json:
    how = _(
        "Landmarks in the video of one camera, without markers; view: {view}, {yaw} away from the "
        "side; judged: {share}; errors taken off by error model {model}"
    ).format(
        view=record.view.name,
        yaw=_yaw(record.view.yaw_deg),
        share=words.judged(record.graded_fraction),
        model=record.error_model,
    )
    note = [
        _("An estimate only, from video, and no diagnosis."),
        _("± is two standard deviations of the error of measuring."),
        record.ended,
    ]
    told = " ".join(filter(None, map(one_line, note)))
    return {"method": parts.text(how), "note": [{"text": told}]}


def _yaw(yaw_deg: float) -> str:
    return words.limit(round(yaw_deg), Unit.DEG) if math.isfinite(yaw_deg) else words.unknown()
