"""What fuzzing found: files that once ended in something else than a sentence that helps."""

import json
import struct
import zipfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from calibration.parcel_parts import record
from formcheck.batch.when import Origin, when
from formcheck.capture.photo import PhotoFile
from formcheck.capture.video import VideoFile
from formcheck.cli.truth import read_truth
from formcheck.errors import (
    CalibrationError,
    ExerciseError,
    FormcheckError,
    ModelError,
    PosesError,
    ReviewError,
    SettingError,
    SourceError,
)
from formcheck.exercises.loader import check_file, load_exercise
from formcheck.exercises.template import template
from formcheck.features.error_model import load_error_model
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.model_file import check
from formcheck.pose.recorded import MOST_BYTES, load_poses, save_poses
from formcheck.report.json_report import RecordError, dumps, read_record, to_json
from formcheck.report.make_report import make_report
from formcheck.report.reported import Reported
from formcheck.review.review_file import SCHEMA, load_review
from formcheck.settings import LETTERS, of_computer
from formcheck.toml.file import read_toml
from fuzzing.files import stand_in
from fuzzing.said import useless
from tests.capture.pictures import HEIGHT, WIDTH, every_ms, write_clip

NESTED = "a = " + "[" * 1200 + "]" * 1200


def told(error: pytest.ExceptionInfo[FormcheckError]) -> str:
    text = str(error.value)
    assert useless(text) == ""
    return text


# Texts


def test_easier_exercises_that_are_no_list(tmp_path: Path) -> None:
    """An AttributeError, as a field that is wrong is missing in what is checked further."""
    path = tmp_path / "own.toml"
    lines = template("own", "hold").split("\n")
    names = ("regressions", "progressions")
    kept = [one for one in lines if not one.startswith(names)]
    path.write_text("\n".join([*(f"{name} = 1" for name in names), *kept]), "utf-8")
    assert set(names) <= {one.key for one in check_file(path)}


@pytest.mark.parametrize("kind", ["hold", "posture"])
@pytest.mark.parametrize("length", ["0", "-1", "false", "inf"])
def test_a_hold_of_no_length(tmp_path: Path, kind: str, length: str) -> None:
    """A ZeroDivisionError, when somebody began."""
    path = tmp_path / "own.toml"
    lines = template("own", kind).split("\n")
    path.write_text(
        "\n".join(f"target_s = {length}" if one.startswith("target_s") else one for one in lines),
        "utf-8",
    )
    assert "rule.target_s" in {one.key for one in check_file(path)}


def test_a_long_key_twice_is_said_in_short(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    header = "[" + ".".join("a" * 300) + "]\n"
    path.write_text(header + header, "utf-8")
    with pytest.raises(ExerciseError) as error:
        read_toml(path)
    assert "line 2" in told(error)
    assert len(str(error.value).replace(str(path), "")) < 250


def test_settings_in_a_thousand_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A RecursionError."""
    path = tmp_path / "settings.toml"
    path.write_text(NESTED, "utf-8")
    monkeypatch.setattr("formcheck.settings.user_settings_file", lambda: path)
    with pytest.raises(SettingError) as error:
        of_computer(LETTERS)
    told(error)


@pytest.mark.parametrize("text", [NESTED, "a = " + "9" * 5000])
def test_an_error_model_that_cannot_be_parsed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "error_model.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CalibrationError) as error:
        load_error_model(path)
    told(error)


# Records


def write_record(path: Path, change: Any) -> Path:
    tables = to_json(record("plank", 8))
    change(tables)
    path.write_text(json.dumps(tables), "utf-8")
    return path


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one["faults"][0].update(severity="terrible"),
        lambda one: one.update(schema="\x1b[2J" * 50),
        lambda one: one.update(exercise_version=float("inf")),
        lambda one: one["series"].update(time_s="x" * 5000),
        lambda one: one["series"]["time_s"].__setitem__(3, float("inf")),
        lambda one: one["series"]["features"][0].update(unit="furlong"),
        lambda one: one.update(averages={"neck_angle": 1}),
    ],
)
def test_a_record_that_says_what_none_says(tmp_path: Path, change: Any) -> None:
    """A KeyError, letters that steer a terminal, and more words than anybody reads."""
    with pytest.raises(RecordError) as error:
        read_record(write_record(tmp_path / "a.json", change))
    told(error)


def test_a_record_in_a_thousand_lists(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("[" * 100_000, "utf-8")
    with pytest.raises(RecordError) as error:
        read_record(path)
    told(error)


def test_a_time_beyond_all_measure_is_not_known(tmp_path: Path) -> None:
    """An OverflowError in the report: 1e308 s cannot be told in minutes."""

    def change(tables: Any) -> None:
        tables["series"]["features"][0]["value"][0] = float("inf")
        tables["faults"][0]["end_s"] = None
        tables["reps"][0]["turn_s"] = 1e308
        tables["reps"][0]["extreme"] = float("-inf")

    found = read_record(write_record(tmp_path / "a.json", change))
    assert np.isnan([found.reps[0].turn_s, found.reps[0].extreme]).all()
    assert '"turn_s": null' in dumps(found)
    make_report(Reported(record=found, exercise=load_exercise("plank")))


@pytest.mark.parametrize(
    "truth",
    [
        {"counts": []},
        {"counts": {"full": 1e999}},
        {"holds": {"a": 1}},
        {"schema": "\x1b[2J" + "x" * 5000},
    ],
)
def test_a_truth_that_is_none(tmp_path: Path, truth: dict[str, Any]) -> None:
    good = {"schema": "formcheck-truth/1", "exercise": "a", "counts": {}, "holds": [], "faults": []}
    path = tmp_path / "a.truth.json"
    path.write_text(json.dumps({**good, **truth}), "utf-8")
    with pytest.raises(SourceError) as error:
        read_truth(path)
    told(error)


@pytest.mark.parametrize("name", ["dura\x7ftion_s", "dura\x1b[2Jtion_s", "dura\ufefftion_s"])
def test_a_key_with_letters_that_steer(tmp_path: Path, name: str) -> None:
    """They went into the sentence, and from there to a terminal."""
    path = tmp_path / "squats.mp4.review.json"
    tables = {"schema": SCHEMA, "recording": {"name": "a", name: 1.0}, "steps": []}
    path.write_text(json.dumps(tables), "utf-8")
    with pytest.raises(ReviewError) as error:
        load_review(tmp_path / "squats.mp4")
    told(error)


# Poses


def with_time_s(path: Path, head: bytes) -> Path:
    """Write poses of which the times have another head."""
    save_poses(path, stand_in(4))
    with zipfile.ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist()}
    old = members["time_s.npy"]
    head = head.ljust(117) + b"\n"
    members["time_s.npy"] = old[:8] + struct.pack("<H", len(head)) + head + old[128:]
    with zipfile.ZipFile(path, "w") as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


@pytest.mark.parametrize(
    "head",
    [
        b"{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,), }",
        b"{'descr': '<f8', 'fortran_order': False, 'shape': (",
        b"{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }",
        b"{'descr': '|O', 'fortran_order': False, 'shape': (4,), }",
    ],
)
def test_an_array_that_says_what_is_not_so(tmp_path: Path, head: bytes) -> None:
    """A MemoryError, a TokenError; nothing is unpickled."""
    with pytest.raises(PosesError) as error:
        load_poses(with_time_s(tmp_path / "a.npz", head))
    assert "Record the poses again" in told(error)


def test_times_of_another_universe(tmp_path: Path) -> None:
    """The record could not be written: times of 1e306 s have no milliseconds."""
    with pytest.raises(PosesError, match="times that increase"):
        replace(stand_in(4), time_s=np.arange(4) * 1e306)


def test_a_model_in_letters_that_steer(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    save_poses(path, replace(stand_in(4), model=ModelInfo("a\x1b[2J", "ab\x7f")))
    assert load_poses(path).model == ModelInfo("a?[2J", "ab?")


def test_a_model_in_letters_that_there_are_not(tmp_path: Path) -> None:
    """Numpy makes a text of them, which Python cannot go through."""
    path = tmp_path / "a.npz"
    save_poses(path, stand_in(4))
    with np.load(path) as loaded:
        arrays = dict(loaded)
    beyond = (0x110000).to_bytes(4, "little") * 3
    arrays["model_name"] = np.frombuffer(beyond, dtype="<U3").reshape(())
    np.savez(path, **arrays)
    assert load_poses(path).model.name == "?"


def test_a_small_file_of_very_much(tmp_path: Path) -> None:
    """Of zeros there are a thousand in a byte: more would be unpacked than there is memory."""
    path = tmp_path / "a.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("time_s.npy", b"")
    whole = bytearray(path.read_bytes())
    at = whole.index(b"PK\x01\x02") + 24
    whole[at : at + 4] = struct.pack("<I", MOST_BYTES + 1)
    path.write_bytes(whole)
    with pytest.raises(PosesError, match="at most 2000 MB"):
        load_poses(path)


# Pictures and videos


def test_a_picture_that_is_said_to_be_turned_in_no_known_way(tmp_path: Path) -> None:
    """A SyntaxError, by which the library of pictures says so."""
    path, turned = tmp_path / "photo.webp", Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (8, 8)).save(path, exif=turned)
    path.write_bytes(path.read_bytes().replace(b"MM\0*", b"none"))
    with pytest.raises(SourceError) as error, PhotoFile(path):
        pass
    told(error)


def test_a_picture_that_begins_nowhere(tmp_path: Path) -> None:
    """A TypeError: a TIFF, whatever its name, may say places in any kind of number."""
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (80, 80)).save(path, "TIFF")
    place = b"\x11\x01\x04\0"
    data = path.read_bytes()
    assert data.count(place) == 1
    path.write_bytes(data.replace(place, b"\x11\x01\x0c\0"))
    with pytest.raises(SourceError) as error, PhotoFile(path):
        pass
    told(error)


def test_a_pose_model_packed_by_a_later_program(tmp_path: Path) -> None:
    """A NotImplementedError."""
    path = tmp_path / "pose.task"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("pose_detector.tflite", b"")
    whole = bytearray(path.read_bytes())
    whole[whole.index(b"PK\x01\x02") + 6] = 109
    path.write_bytes(whole)
    with pytest.raises(ModelError) as error:
        check(path, "")
    assert "no pose model" in told(error) or "not a pose model" in told(error)


@pytest.fixture
def latin(tmp_path: Path) -> Path:
    """A video whose title is in letters of another time."""
    path = tmp_path / "old.avi"
    with av.open(str(path), "w") as container:
        container.metadata["title"] = "Rueckenuebung"
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(3):
            frame = av.VideoFrame.from_ndarray(
                np.full((48, 64, 3), 50 * number, np.uint8), format="bgr24"
            )
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    path.write_bytes(path.read_bytes().replace(b"Rueckenuebung", b"R\xfcckenue\xfcbung"[:13]))
    return path


def test_a_title_in_other_letters(latin: Path) -> None:
    """A UnicodeDecodeError; such titles were usual once."""
    with VideoFile(latin) as source:
        assert source.read() is not None
    found = when(latin)
    assert found is not None
    assert found.origin is Origin.FILE


@pytest.mark.parametrize("aspect", [Fraction(1, 400), Fraction(400)])
def test_pixels_that_no_camera_has(tmp_path: Path, aspect: Fraction) -> None:
    """An OSError, for a picture of no width; or pictures of any size, from a small file."""
    path = write_clip(tmp_path / "a.mp4", every_ms(40, 3), pixel_aspect=aspect)
    with VideoFile(path) as source:
        assert source.info.size_px == (WIDTH, HEIGHT)


def test_a_picture_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.capture.opened._MOST_PX", WIDTH * HEIGHT - 1)
    path = write_clip(tmp_path / "a.mp4", every_ms(40, 3))
    with pytest.raises(SourceError) as error, VideoFile(path):
        pass
    told(error)


def test_pictures_of_a_kind_that_nobody_knows(tmp_path: Path) -> None:
    """A DecoderNotFoundError in the middle: every packet may ask for another decoder."""
    path = write_clip(tmp_path / "a.avi", every_ms(40, 5), codec="mpeg4")
    path.write_bytes(path.read_bytes().replace(b"FMP4", b"AVS2"))
    with pytest.raises(SourceError) as error, VideoFile(path):
        pass
    told(error)
