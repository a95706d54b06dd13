"""The wheel holds what is needed at run time, and works from an empty folder."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def run(*command: str | Path, folder: Path) -> str:
    """Run a command outside the checkout and return what it printed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the hatchling that is installed: no network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"]
    run(*command, "--quiet", "--no-index", "--wheel-dir", folder, repo_root, folder=folder)
    return next(folder.glob("formcheck-*.whl"))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment that sees the packages of this one; give its bin."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=False)
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    site = Path(paths["purelib"])
    # The .pth comes after the environment's own packages: an installed formcheck here is not seen.
    (site / "packages.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", "utf-8")
    command = [sys.executable, "-m", "pip", "--python", home, "install", "--no-deps", "--no-index"]
    run(*command, "--quiet", "--ignore-installed", wheel, folder=home)
    return Path(paths["scripts"])


def test_it_holds_the_data_and_no_sources_of_it(wheel: Path, repo_root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = ["models/manifest.toml", "models/LICENSE-APACHE-2.0.txt", "models/NOTICE.md"]
    for pattern in (
        "models/*.task",
        "calibration/error_model.toml",
        "samples/*.mp4",
        "samples/*.truth.json",
    ):
        found = [path.relative_to(repo_root).as_posix() for path in repo_root.glob(pattern)]
        assert found, f"no {pattern} in the checkout"
        wanted += found
    assert {f"formcheck/_data/{name}" for name in wanted} <= names
    assert not [name for name in names if "_data" in name and name.endswith(".py")]


def test_it_holds_the_whole_package_and_the_exercises(wheel: Path, repo_root: Path) -> None:
    package = repo_root / "formcheck"
    wanted = {
        path.relative_to(repo_root).as_posix()
        for path in package.rglob("*")
        if path.suffix in {".py", ".toml", ".html", ".j2", ".css", ".svg", ".mo"}
    }
    assert any(name.startswith("formcheck/exercises/catalog/") for name in wanted)
    assert "formcheck/locale/de/LC_MESSAGES/exercises.mo" in wanted
    assert wanted <= set(zipfile.ZipFile(wheel).namelist())


def test_the_commands_work_from_an_empty_folder(program: Path, tmp_path: Path) -> None:
    shown = run(program / "formcheck", "--help", folder=tmp_path)
    assert "models" in shown
    german = run(program / "formcheck", "exercises", "list", "--language", "de", folder=tmp_path)
    assert "Brücke" in german
    listed = run(program / "formcheck", "models", folder=tmp_path)
    assert "built-in (used)  ready" in listed
    assert str(program.parent.resolve()) in listed
    assert list(tmp_path.iterdir()) == []


def test_the_model_runs_from_the_wheel(program: Path, tmp_path: Path) -> None:
    code = """
import formcheck.paths, numpy
from formcheck.capture.frame import Frame
from formcheck.pose.mediapipe_pose import MediapipePose
with MediapipePose() as estimator:
    print(estimator.estimate(Frame(0, 0.0, numpy.zeros((90, 160, 3), numpy.uint8))))
print(formcheck.paths.models_dir())
"""
    shown = run(program / "python", "-c", code, folder=tmp_path)
    assert shown.splitlines()[0] == "None"
    assert Path("formcheck", "_data", "models") == Path(*Path(shown.splitlines()[1]).parts[-3:])
