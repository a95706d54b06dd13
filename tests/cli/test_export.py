"""``--export`` of recordings, and ``formcheck data session`` of what is kept."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copy

import pandas as pd
import pytest
from fhir.resources.R4B.bundle import Bundle
from pyarrow import parquet

from formcheck.exercises.loader import load_exercise
from formcheck.pose.recorded import load_poses
from formcheck.report.exports import KINDS
from formcheck.report.json_report import read_record, to_json
from formcheck.session.record import SessionRecord
from formcheck.store.answers import Answer, AnswerKind, Answers
from formcheck.store.database import Store, open_store
from formcheck.store.people import People
from formcheck.store.sessions import Sessions
from tests.cli.conftest import Command
from tests.report.clips import exported, path_of, with_record
from tests.report.kept import NOTHING
from tests.store.records import opening

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
BRIDGE = path_of("bridge_good")


def every_kind(folder: Path) -> list[Path]:
    return [folder / f"x{kind.ending}" for kind in KINDS]


def options(files: list[Path]) -> list[str]:
    return [text for file in files for text in ("--export", str(file))]


def test_a_recording_to_every_kind(formcheck: Command, tmp_path: Path) -> None:
    files = every_kind(tmp_path)
    result = formcheck(
        "analyse", BRIDGE, "--exercise", "bridge", "--subject", "Case 17",
        "--json", tmp_path / "own.json", *options(files),
    )  # fmt: skip
    assert (result.status, result.stderr) == (0, "")
    assert all(f"Wrote {file}" in result.stdout.replace("\n", "") for file in files)
    assert sorted(tmp_path.iterdir()) == sorted([*files, tmp_path / "own.json"])
    assert (tmp_path / "x.json").read_bytes() == (tmp_path / "own.json").read_bytes()
    record = read_record(tmp_path / "x.json")
    reps = pd.read_csv(tmp_path / "x.csv")
    assert reps["extreme"].tolist() == [rep.extreme for rep in record.reps]
    assert parquet.read_metadata(tmp_path / "x.parquet").num_rows == record.source.frames
    bundle = Bundle.model_validate_json((tmp_path / "x.fhir.json").read_bytes())
    assert {one.resource.subject.display for one in bundle.entry[1:]} == {"Case 17"}
    trc = pd.read_csv(tmp_path / "x.trc", sep="\t", skiprows=1, nrows=1)
    assert trc["NumFrames"].tolist() == [len(load_poses(BRIDGE))]


def test_an_unknown_ending_is_told_before_any_work(formcheck: Command, tmp_path: Path) -> None:
    result = formcheck(
        "analyse", BRIDGE, "--exercise", "bridge",
        "--json", tmp_path / "x.json", *options([tmp_path / "x.xls"]),
    )  # fmt: skip
    assert result.status == 2
    assert "expected a name that ends in one of .reps.csv" in result.stderr
    assert not list(tmp_path.iterdir())


def test_two_exports_to_one_file(formcheck: Command, tmp_path: Path) -> None:
    files = [tmp_path / "x.csv", tmp_path / "x.csv"]
    result = formcheck("analyse", BRIDGE, "--exercise", "bridge", *options(files))
    assert result.status == 2
    assert "Two of the files are the same" in result.stderr


def test_a_folder_has_no_export(formcheck: Command, tmp_path: Path) -> None:
    result = formcheck("analyse", tmp_path, *options([tmp_path / "x.csv"]))
    assert (result.status, list(tmp_path.iterdir())) == (2, [])


@pytest.mark.model
def test_landmarks_of_a_video(formcheck: Command, clip: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.trc"
    result = formcheck("analyse", clip, "--exercise", "plank", *options([file]))
    assert (result.status, result.stderr) == (0, "")
    table = pd.read_csv(file, sep="\t", skiprows=4)
    assert len(table) == 30
    assert table.filter(regex="^[XYZ]").isna().all(axis=None), "nobody is in it"


def test_a_picture_has_no_export(formcheck: Command, tmp_path: Path) -> None:
    result = formcheck("analyse", "x.jpg", "--exercise", "plank", *options([tmp_path / "x.csv"]))
    assert result.status == 2
    assert "no course over time" in result.stderr


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ann's store with a bridge and a plank of a training, made once."""
    path = tmp_path_factory.mktemp("kept") / "kept.sqlite"
    store = open_store(str(path))
    ann = People(store).add("Ann").id
    for name in ("bridge_good", "knee-plank_good"):
        one = exported(name)
        assert one.exercise is not None
        begun = opening(ann, one.exercise, training="monday")
        Sessions(store).save(begun, one.record, NOON)
    bridge, plank = (
        Sessions(store).of_person(ann, exercise=slug)[0].id for slug in ("bridge", "knee-plank")
    )
    said = {"kind": AnswerKind.PAIN, "given_at": NOON}
    Answers(store).add(
        ann,
        [
            Answer(**said, question="before", number=3.0, training="monday"),
            Answer(**said, question="after", number=5.0, training="tuesday"),
            Answer(**said, question="during", number=4.0, session=bridge),
            Answer(**said, question="during", number=9.0, session=plank, training="monday"),
            Answer(**said, question="before", number=8.0),
            Answer(**said, question="morning", training="monday"),
            Answer(kind=AnswerKind.EFFORT, number=6.0, training="monday", given_at=NOON),
            Answer(kind=AnswerKind.SCREENING, number=1.0, training="monday", given_at=NOON),
        ],
    )
    store.close()
    return path


@pytest.fixture
def store(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    (tmp_path / "out").mkdir()
    place = Path(copy(template, tmp_path))
    monkeypatch.setenv("FORMCHECK_STORE", str(place))
    opened = open_store(str(place))
    yield opened
    opened.close()


def session_of(store: Store, exercise: str) -> tuple[str, SessionRecord]:
    ann = People(store).named("").id
    (info,) = Sessions(store).of_person(ann, exercise=exercise)
    return info.id, Sessions(store).read(info.id).record


def test_kept_sessions_are_listed(formcheck: Command, store: Store) -> None:
    result = formcheck("data", "session")
    assert (result.status, result.stderr) == (0, "")
    for exercise in ("bridge", "knee-plank"):
        own, record = session_of(store, exercise)
        (line,) = [line for line in result.stdout.splitlines() if own[:8] in line]
        assert record.title in line
        assert "2026-11-02" in line


def test_a_kept_session_to_every_kind_but_landmarks(
    formcheck: Command, store: Store, tmp_path: Path
) -> None:
    own, record = session_of(store, "bridge")
    files = [file for file in every_kind(tmp_path / "out") if file.suffix != ".trc"]
    result = formcheck("data", "session", own, *options(files))
    assert (result.status, result.stderr) == (0, "")
    assert sorted((tmp_path / "out").iterdir()) == sorted(files)
    assert json.loads((tmp_path / "out" / "x.json").read_text()) == to_json(record)
    reps = pd.read_csv(tmp_path / "out" / "x.csv")
    assert reps["end_s"].tolist() == pytest.approx([rep.end_s for rep in record.reps], abs=0.00051)
    series = parquet.read_table(tmp_path / "out" / "x.parquet").to_pandas()
    assert series["time_s"].tolist() == record.series.time_s.tolist()
    bundle = Bundle.model_validate_json((tmp_path / "out" / "x.fhir.json").read_bytes())
    found = [one.resource for one in bundle.entry[1:]]
    told = [float(one.valueQuantity.value) for one in found if one.effectiveDateTime]
    assert sorted(told) == [3, 4, 6], "of this session or of its training, and no other"
    assert {one.effectivePeriod.start for one in found if one.effectivePeriod} == {NOON}
    (person,) = {one.subject.identifier.value for one in found}
    assert person.removeprefix("urn:uuid:").replace("-", "") == People(store).named("Ann").id
    assert "Ann" not in (tmp_path / "out" / "x.fhir.json").read_text("utf-8")


def test_a_session_alone_has_no_answers_of_others(
    formcheck: Command, store: Store, tmp_path: Path
) -> None:
    one = exported("bridge_good")
    assert one.exercise is not None
    ann = People(store).named("Ann").id
    own = Sessions(store).save(opening(ann, one.exercise), one.record, NOON)
    assert formcheck("data", "session", own, *options([tmp_path / "x.fhir.json"])).status == 0
    bundle = Bundle.model_validate_json((tmp_path / "x.fhir.json").read_bytes())
    assert not [one for one in bundle.entry[1:] if one.resource.effectiveDateTime]


def test_a_kept_session_as_a_report(formcheck: Command, store: Store, tmp_path: Path) -> None:
    # GIVEN a bridge that was kept, and another of a week before, less far
    own, record = session_of(store, "bridge")
    one = exported("bridge_good")
    assert one.exercise is not None
    ann = People(store).named("Ann").id
    less = tuple(replace(rep, extreme=rep.extreme - 20) for rep in (*record.reps, *record.reps))
    week = replace(record, reps=less)
    Sessions(store).save(opening(ann, one.exercise), week, NOON - timedelta(days=7))
    # WHEN its report is asked for
    page, paper = tmp_path / "out" / "x.html", tmp_path / "out" / "x.pdf"
    arguments = [
        "data",
        "session",
        own,
        "--report",
        page,
        "--report",
        paper,
        "--subject",
        "Case 17",
    ]
    result = formcheck(*arguments)
    # THEN it has what was said, what changed since, and no picture
    assert (result.status, result.stderr) == (0, "")
    assert result.stdout.split() == [str(page), str(paper)]
    text = page.read_text("utf-8")
    assert "Case 17 · 2 November 2026" in text
    assert "Pain before: 3, Pain during the exercise: 4, Effort: 6" in text
    assert "Compared with before" in text
    assert "on 26 October 2026" in text
    assert "There are no pictures: no video of this is kept." in text
    assert paper.read_bytes().startswith(b"%PDF-")
    assert "by hand" not in text
    # AND the first of all has nothing to be compared with
    assert (
        formcheck("data", "session", session_of(store, "knee-plank")[0], "--report", page).status
        == 0
    )
    assert "Compared with before" not in page.read_text("utf-8")
    assert formcheck("data", "session", own, "--report", tmp_path / "x.doc").status == 2


def test_the_beginning_of_an_id_is_enough(formcheck: Command, store: Store, tmp_path: Path) -> None:
    own, _record = session_of(store, "knee-plank")
    result = formcheck("data", "session", own[:8].upper(), *options([tmp_path / "x.csv"]))
    assert result.status == 0
    assert pd.read_csv(tmp_path / "x.csv")["item"].tolist() == ["hold"]


def test_no_landmarks_are_kept(formcheck: Command, store: Store, tmp_path: Path) -> None:
    own, _record = session_of(store, "knee-plank")
    result = formcheck("data", "session", own, *options([tmp_path / "out" / "x.trc"]))
    assert result.status == 2
    assert "needs the landmarks" in result.stderr
    assert not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("zzz --export x.csv", "There is no session zzz"),
        ("0 --export x.doc", "expected a name that ends in one of"),
        ("0", "Expected a session and --export"),
        ("--export x.csv", "Expected a session and --export"),
    ],
)
@pytest.mark.usefixtures("store")
def test_what_is_not_right_is_told(
    formcheck: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: str,
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path / "out")
    result = formcheck("data", "session", *arguments.split())
    assert result.status == 2
    assert says in result.stderr
    assert not list((tmp_path / "out").iterdir())


def test_an_id_that_begins_several_is_not_guessed(
    formcheck: Command, store: Store, tmp_path: Path
) -> None:
    ann = People(store).named("Ann").id
    for _ in range(16):  # one more id than there are first letters, with the two that are kept
        begun = opening(ann, load_exercise("bridge"))
        Sessions(store).save(begun, replace(exported("bridge_good").record, series=NOTHING), NOON)
    begins = Counter(one.id[0] for one in Sessions(store).of_person(ann))
    ((twice, _many),) = begins.most_common(1)
    result = formcheck("data", "session", twice, *options([tmp_path / "x.csv"]))
    assert result.status == 2
    assert "found several" in result.stderr


def test_an_exercise_that_is_gone(formcheck: Command, store: Store, tmp_path: Path) -> None:
    ann = People(store).named("Ann").id
    gone = load_exercise("bridge").model_copy(update={"slug": "my-own", "title": "Mine"})
    record = with_record(exported("bridge_good"), exercise="my-own").record
    own = Sessions(store).save(opening(ann, gone), record, NOON)
    result = formcheck("data", "session", own, *options([tmp_path / "x.csv"]))
    assert (result.status, result.stderr) == (0, "")
    assert pd.read_csv(tmp_path / "x.csv")["measure"].isna().all()
