"""A parcel with everything in it that there can be; taking it apart and putting it together."""

import hashlib
import json
import math
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

import numpy as np

from formcheck.checking.results import (
    Counts,
    FaultSpan,
    Hold,
    NotJudgedSpan,
    Rep,
    RepKind,
    Severity,
    ViewEstimate,
)
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import Side
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.recorded import RecordedPoses
from formcheck.session.record import SCHEMA, Series, SessionRecord, SourceSummary
from formcheck.store.answers import Answer, AnswerKind, Answers
from formcheck.store.database import Store
from formcheck.store.kept import Correction, CorrectionKind, Opening
from formcheck.store.parcel import Parcel
from formcheck.store.parcel_write import write_parcel
from formcheck.store.people import Person
from formcheck.store.programmes import Programmes
from formcheck.store.rows import correction_row
from formcheck.store.sessions import Sessions
from formcheck.store.tables import CORRECTIONS

NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)
PROGRAMME = """\
name = "back-at-home"
title = "Back at home"
written_by = "P. Hysio"
written_on = 2026-03-01
locked = true

[[exercises]]
exercise = "plank"
sets = 3
seconds = 20

[[exercises]]
exercise = "bird-dog"
sets = 2
reps = 8
note = "Slowly."
"""
MODEL = ModelInfo("pose.task", "0123456789abcdef" * 4)
MANIFEST = "manifest.json"
VIDEO = bytes(range(256)) * 8


def record(exercise: str = "bird-dog", frames: int = 90) -> SessionRecord:
    """Return a record with one of everything, and with what is missing."""
    random = np.random.default_rng(frames)
    value = random.normal(170.0, 5.0, (frames, 2)).astype(np.float32).astype(np.float64)
    value[3, 0] = math.nan
    return SessionRecord(
        schema=SCHEMA,
        exercise=exercise,
        title="Bird dog “schön”",
        exercise_version=3,
        error_model="2-rendered",
        model=MODEL,
        source=SourceSummary("/home/ann/Videos/monday.mp4", frames / 30, frames),
        view=ViewEstimate("side", math.nan, -1.0),
        graded_fraction=1 / 3,
        counts=Counts(1, 1, 0, 1, 0, 2),
        reps=(
            Rep(1, Side.LEFT, 0.1, 0.7, 1.3, 168.123456789, math.nan, RepKind.FULL, ("leg_low",)),
            Rep(2, None, 1.4, math.nan, 2.0, -0.0, 2.5, RepKind.PARTIAL, (), "hold 0.6 s of 1.0 s"),
        ),
        holds=(Hold(Side.RIGHT, 0.5, 1.0, 0.25),),
        faults=(FaultSpan("leg_low", Severity.WARN, 0.4, 0.9, 151.7, 3.3),),
        not_judged=(NotJudgedSpan("I can't see your feet: move the camera back.", 2.0, 2.5),),
        series=Series(
            np.arange(frames) / 30, ("hip_deviation", "knee_angle"), ("deg", "ratio"), value, value
        ),
        focus="hip_deviation",
        zero_shift_deg=1.25,
        averages={"neck_angle": Reading(math.nan, 1.0, Unit.PERCENT, "too dark")},
        ended="The file /home/ann/Videos/monday.mp4 ended early.",
    )


def poses(frames: int = 5) -> RecordedPoses:
    """Return raw poses, one frame with nobody in it."""
    image_px = np.full((frames, 33, 2), 100.5)
    image_px[2] = math.nan
    return RecordedPoses(
        time_s=np.arange(frames) / 30,
        image_px=image_px,
        world_m=np.zeros((frames, 33, 3)),
        visibility=np.full((frames, 33), 0.5),
        image_size=(640, 360),
        model=MODEL,
        others=np.zeros(frames),
    )


def _same(at: datetime) -> datetime:
    return at


def live(store: Store, person: Person) -> tuple[str, ...]:
    """Let somebody train on two days, answer, correct and get a programme; return the sessions."""
    sessions = []
    for day, slug in enumerate(("bird-dog", "of-my-own")):
        begun = Opening(
            person=person.id,
            exercise=slug,
            title="",
            exercise_version=3,
            error_model="2-rendered",
            model=MODEL,
            source="Camera 0",
            training=f"{day}" * 32,
            side=Side.LEFT,
        )
        started_at = NOON + timedelta(days=day)
        sessions.append(Sessions(store).save(begun, record(slug, 90 + day), started_at))
        told = [
            Answer(kind=AnswerKind.PAIN, question="after", number=3.0, training=begun.training),
            Answer(kind=AnswerKind.PLACE, text="back,thigh", training=begun.training),
            Answer(kind=AnswerKind.EFFORT, number=None, session=sessions[-1]),
        ]
        Answers(store, partial(_same, started_at)).add(person.id, told)
    safety = Answer(kind=AnswerKind.SCREENING, question="cauda", number=1, training="0" * 32)
    Answers(store).add(person.id, [safety])
    mended = Correction(1.5, CorrectionKind.SKIP, Side.RIGHT)
    with store.write() as connection:
        connection.execute(CORRECTIONS.insert(), [correction_row(sessions[0], 1, mended)])
    Programmes(store).add(
        person.id,
        title="Back at home",
        text=PROGRAMME,
        locked=True,
        valid_from=date(2026, 3, 1),
    )
    return tuple(sessions)


def whole_parcel(folder: Path, store: Store, person: Person) -> Parcel:
    """Write a parcel with everything in it that there can be."""
    video = folder / "monday.mp4"
    video.write_bytes(VIDEO)
    path = folder / "whole.formcheck"
    return write_parcel(path, store, person.id, name="Ann", video=video, poses=poses())


def members_of(data: bytes) -> dict[str, bytes]:
    """Return what is in a parcel."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def put_together(members: Mapping[str, bytes], *, deflated: bool = True) -> bytes:
    """Return a parcel of these members, with a manifest that has their sizes and checksums."""
    told = json.loads(members[MANIFEST])
    told["members"] = [
        {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in members.items()
        if name != MANIFEST
    ]
    return as_zip({**members, MANIFEST: json.dumps(told).encode()}, deflated=deflated)


def as_zip(members: Mapping[str, bytes], *, deflated: bool = True) -> bytes:
    """Return a zip of these members as they are."""
    out = BytesIO()
    method = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            file.writestr(info, data)
    return out.getvalue()
