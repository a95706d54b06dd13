"""The programme command, as it is typed."""

import tomllib
from pathlib import Path

import pytest

from formcheck.care.programme_file import load_programme, programme_text
from formcheck.paths import user_programmes_dir
from tests.care.moves import item, programme
from tests.cli.conftest import Command

HEAD = 'name = "{name}"\ntitle = "T"\nwritten_on = 2026-11-22\n'
BODY = '[[exercises]]\nexercise = "bridge"\nreps = 5\n'


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the user's programmes, which does not exist yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    folder = user_programmes_dir()
    if tmp_path not in folder.parents:
        pytest.skip(f"this system keeps the user's files in {folder}")
    return folder


def sent(folder: Path, text: str, name: str = "sent.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("arguments", [("programme",), ("programme", "list")])
def test_list(formcheck: Command, own: Path, arguments: tuple[str, ...]) -> None:
    own.mkdir(parents=True)
    sent(own, programme_text(programme()), "mine.toml")
    sent(own, "name = 3", "bad.toml")
    result = formcheck(*arguments)
    assert (result.status, result.stderr) == (0, "")
    header, *rows = result.stdout.partition("\n\n")[0].splitlines()
    assert header.split() == ["programme", "title", "minutes", "from"]
    assert [row.split()[0] for row in rows] == [
        "starter",
        "starter-chair",
        "starter-gentle",
        "mine",
    ]
    assert rows[-1].split() == ["mine", "Mine", "3", "your", "file"]
    assert str(own) in result.stdout
    assert "Not usable: The programme" in result.stdout


def test_new_is_checked_shown_and_exported(formcheck: Command, own: Path, tmp_path: Path) -> None:
    result = formcheck("programme", "new", "my-plan")
    path = own / "my-plan.toml"
    assert result.status == 0
    assert str(path) in result.stdout
    assert formcheck("programme", "check", path).stdout == f"{path}: right.\n"
    assert "Glute bridge: 8 repetitions" in formcheck("programme", "show", "my-plan").stdout
    assert formcheck("programme", "export", "my-plan").stdout == "my-plan.toml\n"
    assert tomllib.loads((tmp_path / "my-plan.toml").read_text("utf-8"))["name"] == "my-plan"
    again = formcheck("programme", "export", "my-plan")
    assert (again.status, "found one" in again.stderr) == (2, True)


def test_new_from_another_and_elsewhere(formcheck: Command, own: Path, tmp_path: Path) -> None:
    path = tmp_path / "there.toml"
    assert formcheck("programme", "new", "x", "--like", "starter-chair", "--out", path).status == 0
    assert load_programme(path).exercises[0].exercise == "chin-tuck"
    assert not own.exists()


@pytest.mark.parametrize("name", ["../up", "Con", "my plan", "starter", "nul"])
def test_new_refuses_names(formcheck: Command, own: Path, name: str) -> None:
    result = formcheck("programme", "new", name)
    assert result.status == 2
    assert "Expected" in result.stderr
    assert not own.exists()


def test_check_tells_everything(formcheck: Command, tmp_path: Path) -> None:
    path = sent(tmp_path, HEAD.format(name="x") + BODY.replace("5", "500") + "rep = 5\n")
    result = formcheck("programme", "check", path, tmp_path / "none.toml")
    assert result.status == 2
    assert (
        f"{path}:6: exercises[0].reps: expected a value less than or equal to 50" in result.stdout
    )
    assert f"{path}:7: exercises[0].rep: expected a known key, perhaps 'reps'" in result.stdout
    assert "none.toml cannot be read" in result.stdout


def test_check_ends_somewhere(formcheck: Command, tmp_path: Path) -> None:
    many = "".join(f"a{n} = 1\n" for n in range(60))
    path = sent(tmp_path, many + "".join(f"[t{n}]\n" for n in range(3)) + BODY + many)
    assert "and 2" in formcheck("programme", "check", path).stdout


def test_show_as_a_page(formcheck: Command, tmp_path: Path) -> None:
    page = tmp_path / "plan.html"
    assert formcheck("programme", "show", "starter", "--html", page).stdout == f"{page}\n"
    assert "First steps on the floor" in page.read_text("utf-8")
    assert formcheck("programme", "show", "starter", "--html", tmp_path).status == 2
    assert formcheck("programme", "show", "strater").stderr.startswith(
        "formcheck: There is no programme 'strater'"
    )


def test_import_goes_by_the_name_in_the_file(formcheck: Command, own: Path, tmp_path: Path) -> None:
    text = HEAD.format(name="sent-plan") + "# a remark\n" + BODY
    path = sent(tmp_path, text, "..weird name.toml")
    assert formcheck("programme", "import", path).status == 0
    kept = own / "sent-plan.toml"
    assert [one.name for one in own.iterdir()] == [kept.name]
    assert "remark" not in kept.read_text("utf-8")
    assert load_programme("sent-plan") == load_programme(path)
    assert formcheck("programme", "import", path).status == 2
    sent(tmp_path, text.replace('"T"', '"New"'), path.name)
    assert formcheck("programme", "import", path, "--force").status == 0
    assert load_programme("sent-plan").title == "New"


@pytest.mark.parametrize("name", ["../up", "starter", "con", "/etc/x", "a\\\\b"])
def test_import_refuses_names_that_lead_elsewhere(
    formcheck: Command, own: Path, tmp_path: Path, name: str
) -> None:
    path = sent(tmp_path, HEAD.format(name=name) + BODY)
    for force in ([], ["--force"]):
        assert formcheck("programme", "import", path, *force).status == 2
    assert not own.exists()


def test_import_refuses_what_is_not_known_here(
    formcheck: Command, own: Path, tmp_path: Path
) -> None:
    path = sent(tmp_path, HEAD.format(name="x") + BODY.replace("bridge", "brigde"))
    result = formcheck("programme", "import", path)
    assert (result.status, "perhaps 'bridge'" in result.stdout) == (2, True)
    assert not own.exists()


def test_export_to_a_folder_and_to_another_ending(formcheck: Command, tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    folder.mkdir()
    assert formcheck("programme", "export", "starter", "--out", folder).status == 0
    assert load_programme(folder / "starter.toml") == load_programme("starter")
    wrong = formcheck("programme", "export", "starter", "--out", tmp_path / "plan.exe")
    assert (wrong.status, "ends in .toml" in wrong.stderr) == (2, True)


def test_check_gives_advice_and_export_names_what_else_to_mail(
    formcheck: Command, own: Path, tmp_path: Path
) -> None:
    long = HEAD.format(name="long") + BODY.replace("reps = 5", "reps = 50\nsets = 9")
    found = formcheck("programme", "check", sent(tmp_path, long, "long.toml"))
    assert found.status == 0
    assert "Advice: More than 15 minutes" in found.stdout
    own.mkdir(parents=True)
    sent(own, HEAD.format(name="mine") + BODY.replace("bridge", "my-move"), "mine.toml")
    told = formcheck("programme", "export", "mine").stdout
    assert "my-move is an exercise of your own: mail its file too" in told


def test_a_programme_with_limits_goes_through_the_mail(
    formcheck: Command, own: Path, tmp_path: Path
) -> None:
    limits = [{"text": 'to "120"', "feature": "knee_angle", "max": 120}]
    plan = programme(item(limits=limits, tempo=[2, 1, 2]), name="mailed", locked=True)
    own.mkdir(parents=True)
    sent(own, programme_text(plan), "mailed.toml")
    assert formcheck("programme", "export", "mailed", "--out", "m.toml").status == 0
    (own / "mailed.toml").unlink()
    assert formcheck("programme", "import", "m.toml").status == 0
    assert load_programme("mailed") == plan
