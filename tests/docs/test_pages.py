"""What stands outside of the site, and pages that tell of the code: they are true."""

import re
from pathlib import Path

import pytest

from formcheck.care.questions import QUESTIONS
from formcheck.exercises.loader import built_in_slugs
from formcheck.store.tables import METADATA
from tools import import_graph

LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)|<img src=\"([^\"]+)\"")


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"])
def test_every_link_above_the_guide_leads_somewhere(name: str, repo_root: Path) -> None:
    links = ["".join(one) for one in LINK.findall((repo_root / name).read_text("utf-8"))]
    inside = [one for one in links if not one.startswith(("http:", "https:"))]
    assert links
    assert not [one for one in inside if not (repo_root / one).exists()]


def test_the_list_of_decisions_is_whole(repo_root: Path) -> None:
    folder = repo_root / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[^)]+)\)", (folder / "index.md").read_text("utf-8"))
    assert listed == sorted(path.name for path in folder.glob("0*.md"))


def test_the_arrows_between_packages_are_those_of_the_code() -> None:
    svg = import_graph.OUT.read_text("utf-8")
    assert import_graph.in_picture(svg) == set(import_graph.arrows()), "make docs draws it anew"
    assert re.findall(r'13.5" fill="#ffffff">(\w+)<', svg) == import_graph.rooms()


def test_every_package_is_told_of(repo_root: Path) -> None:
    told = (repo_root / "docs" / "architecture.md").read_text("utf-8")
    ground = import_graph.GROUND
    assert not [one for one in import_graph.rooms() if one != ground and f"`{one}`" not in told]


def test_every_table_of_the_store_is_told_of(repo_root: Path) -> None:
    told = (repo_root / "docs" / "store.md").read_text("utf-8")
    assert not [name for name in METADATA.tables if f"`{name}`" not in told]


def test_what_is_counted_in_words_is_right(repo_root: Path) -> None:
    movements, questions = len(built_in_slugs()), len(QUESTIONS)
    for name, said in {
        "README.md": f"## {movements} movements",
        "CHANGELOG.md": f"- {movements} movements:",
        "docs/physio.md": f"{movements} movements are there",
        "docs/architecture.md": f"the catalogue, {movements} files",
        "docs/patient.md": f"it asks {questions} questions",
        "docs/patient.de.md": f"kommen {questions} Fragen",
        "docs/care.md": f"{questions} questions in three tiers",
    }.items():
        assert said in (repo_root / name).read_text("utf-8"), name


def test_every_module_to_run_is_there(repo_root: Path) -> None:
    """A figure has its command: python -m calibration.benchmark."""
    pages = (
        repo_root / "README.md",
        repo_root / "CONTRIBUTING.md",
        *(repo_root / "docs").rglob("*.md"),
    )
    text = "".join(page.read_text("utf-8") for page in pages)
    named = set(re.findall(r"python -m ((?:calibration|benchmarks|samples|fuzzing)[\w.]*)", text))
    assert "calibration.benchmark" in named
    for name in named:
        path = repo_root / name.replace(".", "/")
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), name
