"""The site: every link leads somewhere, and nothing is fetched from anywhere when it is read."""

import re
from pathlib import Path

import pytest

from formcheck.ui.desk.icons import Face
from tests.chromium import Chromium
from tests.docs.pages import Built, broken, is_outside, pages

MOST_PICTURES_BYTES = 4_000_000
FOUND = """
  new Promise(done => {
    const box = document.getElementById("mkdocs-search-results");
    new MutationObserver(() => {
      if (box.querySelector("article, p")) done(Array.from(box.querySelectorAll("a"), a => a.href));
    }).observe(box, {childList: true});
    const input = document.getElementById("mkdocs-search-query");
    input.value = "TYPED";
    input.dispatchEvent(new Event("input"));
  })
"""


@pytest.fixture(scope="module")
def read(site: Path) -> dict[Path, Built]:
    return pages(site)


def test_every_link_and_every_picture_is_there(read: dict[Path, Built]) -> None:
    assert sum(len(page.links) for page in read.values()) > 500
    assert not list(broken(read))


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    other = "<h2 id='there'></h2>"
    (tmp_path / "other.html").write_text(other, "utf-8")
    links = ("other.html", "other.html#there", "other.html#gone", "gone.html", "#gone", "#here")
    text = "".join(f"<a href='{one}'></a>" for one in links) + "<p id='here'><img src='gone.png'>"
    (tmp_path / "page.html").write_text(text, "utf-8")
    found = list(broken(pages(tmp_path.resolve())))
    assert [one.split(": ")[1].split(" ")[0] for one in found] == [
        "other.html#gone",
        "gone.html",
        "#gone",
        "gone.png",
    ]


def test_every_place_in_a_page_is_a_selector(read: dict[Path, Built]) -> None:
    """The theme's script would stumble over #1-first, and leave the page half alive."""
    assert not [one for page in read.values() for one in page.ids if not one[:1].isalpha()]


def test_nothing_comes_from_elsewhere(site: Path, read: dict[Path, Built]) -> None:
    fetched = {address for page in read.values() for address in page.loads}
    assert fetched
    assert not [address for address in fetched if is_outside(address)]
    for sheet in site.rglob("*.css"):
        asked = re.findall(r"url\(\s*['\"]?([^'\")]+)|@import", sheet.read_text("utf-8"))
        assert not [one for one in asked if is_outside(one)], sheet


def test_every_page_of_the_guide_can_be_reached(repo_root: Path, read: dict[Path, Built]) -> None:
    """By the menu, or in the case of a decision by the list of them."""
    menu = (repo_root / "mkdocs.yml").read_text("utf-8")
    docs = repo_root / "docs"
    decisions = docs / "decisions"
    listed = (decisions / "index.md").read_text("utf-8")
    for page in docs.rglob("*.md"):
        is_decision = page.parent == decisions and page.name != "index.md"
        name = page.name if is_decision else page.relative_to(docs).as_posix()
        assert name in (listed if is_decision else menu), page


def test_each_picture_is_used_and_all_are_small(repo_root: Path) -> None:
    folder = repo_root / "docs" / "images"
    texts = "".join(
        page.read_text("utf-8")
        for page in (repo_root / "README.md", *(repo_root / "docs").rglob("*.md"))
    )
    assert [one.name for one in folder.iterdir() if one.name not in texts] == []
    assert sum(one.stat().st_size for one in folder.iterdir()) < MOST_PICTURES_BYTES


def test_each_picture_of_a_window_is_made_by_a_command(repo_root: Path) -> None:
    made = "".join(path.read_text("utf-8") for path in (repo_root / "tools").rglob("*.py"))
    pictures = {path.name.split(".")[0] for path in (repo_root / "docs" / "images").glob("*.png")}
    icons = {f"desk_icon_{face}" for face in Face}
    shown = {name for name in pictures - icons if f'"{name.removeprefix("desk_")}"' not in made}
    assert shown == {"movements"}
    assert "movements.png" in made
    assert icons <= pictures


def test_it_is_read_and_searched_from_a_disk(site: Path, tmp_path: Path) -> None:
    with Chromium(tmp_path) as browser:
        page = browser.open((site / "index.html").as_uri())
        found = page.evaluate(FOUND.replace("TYPED", "snoozed"))
        none = page.evaluate(FOUND.replace("TYPED", "xylophone"))
        assert any("office" in address for address in found)
        assert none == []
        page.go((site / "decisions" / "0001-doubt-travels-with-the-pose.html").as_uri())
        assert not page.outside()
        assert not page.errors
