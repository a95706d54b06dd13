"""Reads a file as the program does, and uses what it says: what is read has to be usable too."""

import shutil
from functools import cache
from pathlib import Path
from typing import Final

from calibration.parcels import open_one
from formcheck.batch.note import note_path, read_note
from formcheck.batch.when import when
from formcheck.capture.apart import open_film, open_video
from formcheck.care.move import Moves
from formcheck.care.programme_file import check_programme, programme_text, read_programme
from formcheck.cli.truth import read_truth
from formcheck.errors import SourceLostError
from formcheck.exercises.describe import describe
from formcheck.exercises.loader import check_file, load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.features.error_model import load_error_model
from formcheck.overlay.compose import compose
from formcheck.pose.model_file import check
from formcheck.pose.recorded import load_poses
from formcheck.report.annotated import marked, write_annotated
from formcheck.report.json_report import dumps, read_record
from formcheck.report.make_report import make_report
from formcheck.report.reported import Reported
from formcheck.review.apply import apply
from formcheck.review.item import take_of_record
from formcheck.review.review_file import load_review, to_json
from formcheck.review.take import Take, measure
from formcheck.session.moves import known_moves
from formcheck.session.session import Session
from formcheck.settings import EVERY_SETTING, of_computer
from formcheck.store.database import Store, open_store
from formcheck.store.parcel_read import read_parcel
from formcheck.store.zeros import ZeroStore
from formcheck.ui.desk.autostart_linux import read_entry
from fuzzing.files import stand_in

_FRAMES: Final = 400
"""So many of a video are looked at: no input is as long."""
_SOME: Final = 6


def exercise(path: Path) -> bool:
    """Check it, load it, describe it, and let somebody do it."""
    problems = check_file(path)
    if any(not one.text.isprintable() for one in problems):
        raise AssertionError(f"a problem that cannot be printed: {problems}")
    found = load_exercise(path)
    describe(found)
    session = Session(found)
    for time_s, pose in stand_in(_SOME):
        compose(session.update(time_s, pose))
    return True


def programme(path: Path) -> bool:
    """Check it, read it, and write it anew."""
    problems = check_programme(path, _moves())
    if any(not one.text.isprintable() for one in problems):
        raise AssertionError(f"a problem that cannot be printed: {problems}")
    programme_text(read_programme(path))
    return True


def settings(path: Path) -> bool:
    """Ask for every setting. The folder of the file is the one for data."""
    del path
    for one in EVERY_SETTING:
        one.value(kept=of_computer(one))
    return True


def error_model(path: Path) -> bool:
    """Load it, and judge somebody with it."""
    session = Session(_plank(), load_error_model(path))
    for time_s, pose in stand_in(_SOME):
        session.update(time_s, pose)
    return True


def review(path: Path) -> bool:
    """Read what was changed of the recording that it lies beside, and work it in."""
    found = load_review(path.with_name(path.name.removesuffix(".review.json")))
    if found is None:
        return False
    apply(_measured(), found.edits, exercises=load_exercise)
    to_json(found)
    return True


def session(path: Path) -> bool:
    """Read it, look at it, write it anew, and tell of it."""
    record = read_record(path)
    dumps(record)
    take = take_of_record(record, _plank())
    take.scene(take.at(0.1))
    make_report(Reported(record=record, exercise=_plank()))
    return True


def note(path: Path) -> bool:
    """Look whether a recording was finished before."""
    place = note_path(path.parents[1] / "scratch", "monday.mp4")
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, place)
    return read_note(path.parents[1] / "scratch", "monday.mp4") is not None


def truth(path: Path) -> bool:
    """Read what is true of a sample."""
    read_truth(path)
    return True


def zeros(path: Path) -> bool:
    """Ask for a straight line; a broken file is put aside, so it is a copy."""
    copy = path.parents[1] / "zeros" / path.name
    shutil.rmtree(copy.parent, ignore_errors=True)
    copy.parent.mkdir()
    shutil.copyfile(path, copy)
    ZeroStore(copy).load(_plank(), "Camera 0", _errors_version())
    return True


def poses(path: Path) -> bool:
    """Load them, judge them, and draw what was seen."""
    found = load_poses(path)
    take = measure(found, _plank(), name=path.name)
    if take is not None:
        for index in range(min(len(found), _SOME)):
            take.scene(index)
        dumps(take.record)
    return True


def parcel(path: Path) -> bool:
    """Open it, and take it into a store."""
    read_parcel(path)
    return open_one(path, _store(path.parents[1] / "physio"), "Ann") == "read"


def model(path: Path) -> bool:
    """See whether it is a pose model: no hash of it is known."""
    check(path, "")
    return True


def entry(path: Path) -> bool:
    """Read how a desktop starts the program."""
    return bool(read_entry(path))


def photo(path: Path) -> bool:
    """Look at a picture."""
    with open_video(path) as source:
        source.read()
    return True


def video(path: Path) -> bool:
    """Read a video in order, look anywhere into it, write it with marks, ask for its day."""
    when(path)
    _every_frame(path)
    with open_film(path) as film:
        for share in (1.0, 0.3, 0.7, 0.0):
            film.at(share * film.duration_s)
        film.beside(film.duration_s, -_SOME)
    if path.stat().st_size % 3 == 0:  # some: encoding takes longer than all the rest
        update = Session(_plank()).update(0.0, None)
        write_annotated(path.parents[1] / "marked.mp4", path, lambda _time_s: marked(update))
    return True


def video_apart(path: Path) -> bool:
    """Read a video in order, and look anywhere into it, with the decoder in its own process."""
    _every_frame(path)
    with open_film(path) as film:
        for share in (1.0, 0.3, 0.0):
            film.at(share * film.duration_s)
    return True


def _every_frame(path: Path) -> None:
    with open_video(path) as source:
        try:
            for _ in range(_FRAMES):
                if source.read() is None:
                    return
        except SourceLostError as error:
            if "breaks off" not in str(error):
                raise


@cache
def _plank() -> Exercise:
    return load_exercise("plank")


@cache
def _measured() -> Take:
    take = measure(stand_in(), _plank(), name="squats.mp4")
    if take is None:
        raise RuntimeError("nobody stopped it")
    return take


@cache
def _store(folder: Path) -> Store:
    return open_store(str(folder / "kept.sqlite"))


@cache
def _errors_version() -> str:
    return load_error_model().version


@cache
def _moves() -> Moves:
    return known_moves()
