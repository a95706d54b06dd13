"""Sending and opening, as it is typed."""

import io
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from calibration.parcel_parts import PROGRAMME, VIDEO, live, members_of, poses, put_together
from formcheck.pose.recorded import save_poses
from formcheck.store.database import open_store
from formcheck.store.parcel_read import read_parcel
from formcheck.store.parcel_write import write_parcel
from formcheck.store.people import People
from formcheck.store.programmes import KeptProgramme, Programmes
from formcheck.store.sessions import Sessions
from tests.cli.conftest import Command, Result


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The patient's store; the physio's is another."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("FORMCHECK_STORE", str(tmp_path / "patient.sqlite"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "patient.sqlite"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of a patient, what she sent from it, and an empty one: made once, and copied."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "x.mp4").write_bytes(VIDEO)
    open_store(str(folder / "empty.sqlite")).close()
    shutil.copy(folder / "empty.sqlite", folder / "patient.sqlite")
    store = open_store(str(folder / "patient.sqlite"))
    ann = People(store).add("Ann")
    live(store, ann)
    path, video = folder / "may.formcheck", folder / "x.mp4"
    write_parcel(path, store, ann.id, name="Ann B", video=video)
    store.close()
    return folder


@pytest.fixture
def patient(made: Path, place: Path) -> None:
    shutil.copy(made / "patient.sqlite", place)


@pytest.fixture
def sent(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What Ann sent: it is the physio who types."""
    monkeypatch.setenv("FORMCHECK_STORE", "physio.sqlite")
    return Path(shutil.copy(made / "may.formcheck", "may.formcheck"))


@pytest.fixture
def physio(made: Path) -> None:
    """A store with nobody in it."""
    shutil.copy(made / "empty.sqlite", "physio.sqlite")


@pytest.fixture
def plan(formcheck: Command) -> Path:
    Path("plan.toml").write_text(PROGRAMME, "utf-8")
    result = formcheck("programme", "send", "plan.toml", "plan.formcheck", "--name", "P. Hysio")
    assert (result.status, result.stderr) == (0, "")
    return Path("plan.formcheck")


def kept(name: str, place: str = "physio.sqlite") -> list[str]:
    store = open_store(place)
    found = People(store).find(name)
    there = () if found is None else Sessions(store).of_person(found.id)
    store.close()
    return [one.exercise for one in there]


def programmes(place: Path) -> tuple[KeptProgramme, ...]:
    store = open_store(str(place))
    found = Programmes(store).of_person(People(store).named("Ann").id)
    store.close()
    return found


def failed(result: Result) -> str:
    assert result.status == 2
    assert result.stderr.startswith("formcheck: ")
    return result.stderr


@pytest.mark.usefixtures("patient")
def test_send_says_what_is_in_it(formcheck: Command) -> None:
    save_poses(Path("p.npz"), poses())
    result = formcheck("data", "send", "may.formcheck", "--poses", "p.npz")
    assert (result.status, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "may.formcheck",
        "2 sessions",
        "6 answers about pain or effort",
        "the programme “Back at home”",
        "the poses of a recording, 0.1 s",
        "Your name is not in it.",
    ]


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(
    ("given", "many"),
    [("--since 2026-03-03", 1), ("--until 2026-03-03", 1), ("--since 2026-03-01", 2)],
)
def test_send_a_stretch(formcheck: Command, given: str, many: int) -> None:
    assert (
        formcheck("data", "send", "may.formcheck", "--name", " Ann  B", *given.split()).status == 0
    )
    parcel = read_parcel(Path("may.formcheck"))
    assert (len(parcel.sessions), parcel.name) == (many, "Ann B")


@pytest.mark.usefixtures("patient")
def test_nothing_to_send(formcheck: Command) -> None:
    told = failed(formcheck("data", "send", "x.formcheck", "--since", "2030-01-01"))
    assert "Expected sessions to send, found none" in told
    assert not Path("x.formcheck").exists()


def test_open_shows_and_keeps_nothing(formcheck: Command, sent: Path) -> None:
    result = formcheck("data", "open", sent)
    assert (result.status, result.stderr) == (0, "")
    assert result.stdout.startswith("From Ann B, written on ")
    assert "a video of 1 MB" in result.stdout
    assert "Bird dog “schön” (not known here)" in result.stdout
    assert result.stdout.endswith("Nothing was kept: --take-in keeps it.\n")
    assert not Path("physio.sqlite").exists()


def test_signs_that_steer_a_table_stay_text(formcheck: Command, sent: Path) -> None:
    """What a title says is shown as it is."""
    members = members_of(sent.read_bytes())
    name = "sessions/0002.json"
    members[name] = members[name].replace("Bird dog “schön”".encode(), b"[red]x[/red]:smile:")
    sent.write_bytes(put_together(members))
    assert "[red]x[/red]:smile: (not known here)" in formcheck("data", "open", sent).stdout


@pytest.mark.usefixtures("physio")
def test_taken_in_under_the_name_in_it(formcheck: Command, sent: Path) -> None:
    result = formcheck("data", "open", sent, "--take-in", "--keep-video", "kept.mp4")
    assert result.stdout.endswith("kept.mp4\n2 sessions are new and now Ann B's.\n")
    assert Path("kept.mp4").read_bytes() == VIDEO
    assert kept("Ann B") == ["bird-dog", "of-my-own"]
    again = formcheck("data", "open", sent, "--take-in")
    assert again.stdout.endswith("All of it was here already.\n")
    listed = formcheck("data", "session", "--person", "Ann B").stdout.splitlines()
    assert listed[0].split() == ["session", "begun", "exercise", "full", "time", "sent", "by"]
    assert [one.split()[-2:] for one in listed[1:]] == [["Ann", "B"]] * 2
    assert kept("Ann B") == ["bird-dog", "of-my-own"]


@pytest.mark.usefixtures("physio")
def test_taken_in_under_another_name(formcheck: Command, sent: Path) -> None:
    result = formcheck("data", "open", sent, "--take-in", "--person", "Patient 7")
    assert result.stdout.endswith("now Patient 7's.\n")
    assert kept("Patient 7") == ["bird-dog", "of-my-own"]


@pytest.mark.usefixtures("physio")
def test_somebody_of_that_name_trains_here(formcheck: Command, sent: Path) -> None:
    store = open_store("physio.sqlite")
    live(store, People(store).add("Ann B"))
    store.close()
    told = failed(formcheck("data", "open", sent, "--take-in"))
    assert "Ann B trains on this computer, too" in told
    assert len(kept("Ann B")) == 2
    assert formcheck("data", "open", sent, "--take-in", "--person", "Ann B").status == 0
    assert len(kept("Ann B")) == 4


@pytest.mark.usefixtures("patient")
def test_nobody_is_named(formcheck: Command) -> None:
    Path("x.mp4").write_bytes(VIDEO)
    result = formcheck("data", "send", "may.formcheck", "--video", "x.mp4")
    assert "a video of 1 MB" in result.stdout
    told = failed(formcheck("data", "open", "may.formcheck", "--take-in"))
    assert "say whose sessions they are with --person" in told


def test_a_hostile_file_is_refused(formcheck: Command, sent: Path) -> None:
    sent.write_bytes(sent.read_bytes()[:-5])
    told = failed(formcheck("data", "open", sent, "--take-in"))
    assert told == (
        "formcheck: may.formcheck is not a file that formcheck sent, or not all of it arrived: "
        "ask for it again.\n"
    )
    assert not Path("physio.sqlite").exists()


@pytest.mark.usefixtures("patient")
def test_a_programme_is_shown_with_what_it_changes(
    formcheck: Command, plan: Path, place: Path
) -> None:
    before = programmes(place)
    result = formcheck("programme", "open", plan)
    assert (result.status, result.stderr) == (0, "")
    assert result.stdout.startswith("From P. Hysio, written on ")
    assert "Locked: only who wrote it changes it." in result.stdout
    assert "Nothing but its name and words." in result.stdout, "it is the one that holds"
    assert programmes(place) == before


@pytest.mark.usefixtures("patient")
def test_a_programme_is_followed(formcheck: Command, plan: Path, place: Path) -> None:
    result = formcheck("programme", "open", plan, "--take-in", "--yes")
    assert result.stdout.endswith("Ann follows it from then on.\n")
    first, new = programmes(place)
    assert (new.locked, new.title) == (True, first.title)
    assert new.valid_from == datetime.now().astimezone().date()
    again = formcheck("programme", "open", plan, "--take-in", "--yes")
    assert again.stdout.endswith("It was taken in before.\n")
    assert len(programmes(place)) == 2


@pytest.mark.usefixtures("patient")
def test_a_programme_is_not_followed_without_a_yes(
    formcheck: Command, plan: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert formcheck("programme", "open", plan, "--take-in").status == 130
    assert len(programmes(place)) == 1


@pytest.mark.usefixtures("patient")
def test_from_another_day_on(formcheck: Command, place: Path) -> None:
    day = datetime.now().astimezone().date() + timedelta(days=9)
    formcheck("programme", "send", "starter", "next.formcheck", "--from", day.isoformat())
    shown = formcheck("programme", "open", "next.formcheck", "--take-in", "--yes").stdout
    assert f"What changes for Ann from {day} on, when “Back at home” was to be followed:" in shown
    assert "is left out." in shown
    assert "From then on it is not locked" in shown
    assert [one.valid_from for one in programmes(place)][-1] == day


def test_a_programme_on_a_computer_with_nobody(formcheck: Command, plan: Path, place: Path) -> None:
    assert formcheck("programme", "open", plan).status == 0
    assert not place.exists(), "looking makes nothing"
    assert "Nothing is kept yet" in failed(formcheck("programme", "open", plan, "--take-in"))


def test_the_wrong_command_says_the_right_one(formcheck: Command, sent: Path, plan: Path) -> None:
    shown = formcheck("data", "open", plan).stdout
    assert shown.endswith("To follow it: formcheck programme open plan.formcheck --take-in\n")
    told = failed(formcheck("data", "open", plan, "--take-in"))
    assert "There are no sessions in plan.formcheck" in told
    Path("bare.formcheck").write_bytes(b"x")
    assert "is not a file" in failed(formcheck("programme", "open", "bare.formcheck"))
