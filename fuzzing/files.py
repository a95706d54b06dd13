"""Good files of every kind, to be spoilt: small, and with as much in them as there can be."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from calibration.parcel_parts import PROGRAMME, record
from calibration.parcels import good_parcel
from formcheck.batch.note import Input, Note, bare
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.template import kinds, template
from formcheck.features.error_model import load_error_model
from formcheck.landmarks import COUNT, Landmark, Side
from formcheck.paths import calibration_dir, catalog_dir, samples_dir, starters_dir
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.recorded import RecordedPoses, save_poses
from formcheck.report.json_report import dumps
from formcheck.review.edits import (
    AddRep,
    AngleMark,
    Drawing,
    Edit,
    EraseMark,
    LineMark,
    MoveLandmark,
    PutMark,
    RemoveRep,
    SetLimit,
    SideRep,
    UseExercise,
)
from formcheck.review.edits import Note as Words
from formcheck.review.review_file import Recording, Review, to_json

FRAMES: Final = 24
_EDITS: Final[tuple[Edit, ...]] = (
    MoveLandmark(0.2, Landmark.LEFT_KNEE, (1.0, -2.5)),
    RemoveRep(2.0),
    AddRep(0.1, 0.2, 0.3, Side.LEFT),
    SideRep(2.0, None),
    UseExercise("bridge"),
    SetLimit("sag", 12.5, 20.0),
    PutMark(AngleMark("a", 0.5, ((1.0, 2.0), (3.0, 4.0), (5.0, 6.0)))),
    PutMark(LineMark("b", 0.5, ((1.0, 2.0), (3.0, 4.0)), 30.0)),
    PutMark(Drawing("c", 0.5, (((1.0, 2.0), (3.0, 4.0)), ((5.0, 6.0),)))),
    PutMark(Words("d", 0.5, 'Knee "well"\n\tdown')),
    EraseMark("a"),
)


def exercises(folder: Path) -> tuple[bytes, ...]:
    """Return every exercise that comes with the program, under another name, and templates."""
    del folder
    own = (
        path.read_text("utf-8").replace(f'slug = "{path.stem}"', 'slug = "my-own"')
        for path in sorted(catalog_dir().glob("*.toml"))
    )
    written = (template("my-own", kind) for kind in sorted(kinds()))
    return tuple(text.encode() for text in (*own, *written))


def programmes(folder: Path) -> tuple[bytes, ...]:
    """Return the programmes to begin with, and one of a physio."""
    del folder
    texts = [path.read_bytes() for path in sorted(starters_dir().glob("*.toml"))]
    return (*texts, PROGRAMME.encode())


def settings(folder: Path) -> tuple[bytes, ...]:
    """Return what was chosen for a computer."""
    del folder
    return (b'store = "/home/ann/kept.sqlite"\ncamera = "0"\nletters = "150"\nlanguage = "de"\n',)


def error_models(folder: Path) -> tuple[bytes, ...]:
    """Return the file that comes with the program."""
    del folder
    return ((calibration_dir() / "error_model.toml").read_bytes(),)


def reviews(folder: Path) -> tuple[bytes, ...]:
    """Return corrections of every kind."""
    del folder
    known = Recording(name="squats.mp4", size_bytes=10, frames=FRAMES, duration_s=1.0)
    each = [Review(known, (one,)) for one in _EDITS]
    return tuple(to_json(one).encode() for one in (Review(known, _EDITS), *each))


def sessions(folder: Path) -> tuple[bytes, ...]:
    """Return records of sessions."""
    del folder
    return tuple(dumps(record(slug, 8)).encode() for slug in ("bird-dog", "plank", "of-my-own"))


def notes(folder: Path) -> tuple[bytes, ...]:
    """Return what a batch notes of a recording."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "input.mp4"
    path.write_bytes(b"video")
    note = Note(
        input=Input.of(path),
        asked={"exercise": "plank"},
        files={"monday.json": "0" * 64},
        record=bare(record("plank", 8)),
    )
    return (note.dumps().encode(),)


def truths(folder: Path) -> tuple[bytes, ...]:
    """Return what is true of the samples, without their long series."""
    del folder
    told = [json.loads(path.read_bytes()) for path in sorted(samples_dir().glob("*.truth.json"))]
    long = ("time_s", "angles_deg")
    return tuple(
        json.dumps({name: one[name] for name in one if name not in long}).encode() for one in told
    )


def zeros(folder: Path) -> tuple[bytes, ...]:
    """Return kept straight lines."""
    del folder
    one = {
        "person": "me",
        "camera": "Camera 0",
        "exercise": "plank",
        "shift_deg": 1.25,
        "taken": "2026-03-02T12:00:00Z",
        "exercise_version": load_exercise("plank").version,
        "error_model": load_error_model().version,
    }
    return (json.dumps({"schema": "formcheck-zeros/1", "zeros": [one, one]}).encode(),)


def stand_in(frames: int = FRAMES) -> RecordedPoses:
    """Return somebody who lies on the side of the picture and lifts something; from a formula."""
    random = np.random.default_rng(7)
    time_s = np.arange(frames) / 10
    along = np.linspace(80, 560, COUNT)
    image_px = np.stack([np.tile(along, (frames, 1)), np.full((frames, COUNT), 240.0)], axis=2)
    image_px += 20 * np.sin(time_s)[:, None, None] + random.normal(0, 1, image_px.shape)
    world_m = np.concatenate([(image_px - 300) / 300, np.zeros((frames, COUNT, 1))], axis=2)
    return RecordedPoses(
        time_s=time_s,
        image_px=image_px,
        world_m=world_m,
        visibility=np.full((frames, COUNT), 0.95),
        image_size=(640, 480),
        model=ModelInfo("pose.task", load_error_model().model_sha256),
    )


def poses(folder: Path) -> tuple[bytes, ...]:
    """Return recorded poses, with and without what may be missing."""
    folder.mkdir(parents=True, exist_ok=True)
    plain, path, found = stand_in(), folder / "poses.npz", []
    gone = plain.image_px.copy()
    gone[3:6] = np.nan
    whole = replace(
        plain,
        image_px=gone,
        others=np.zeros(FRAMES),
        outline_px=np.full((FRAMES, 9, 2), 10.0),
    )
    for one in (plain, whole):
        save_poses(path, one)
        found.append(path.read_bytes())
    return tuple(found)


def parcels(folder: Path) -> tuple[bytes, ...]:
    """Return a parcel that has everything."""
    folder.mkdir(parents=True, exist_ok=True)
    return (good_parcel(folder),)


def entries(folder: Path) -> tuple[bytes, ...]:
    """Return how a desktop is told to start the program."""
    del folder
    return (b'[Desktop Entry]\nType=Application\nName=formcheck\nExec="/usr/bin/a b" posture\n',)
