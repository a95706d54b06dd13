"""Minutes of what `benchmarks.endurance` does for hours: nothing may stay behind."""

from pathlib import Path

import pytest
from PyQt6.QtWidgets import QApplication

from benchmarks.endurance import Endurance, use
from benchmarks.endurance_gauge import Held, growth
from benchmarks.endurance_page import BEGIN, END, MEASURES, write_page

SESSIONS = 6
LOOSE = 600
"""Objects that may come and go between two looks; one window that stays has thousands."""


@pytest.fixture(scope="module")
def used(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Endurance:
    folder = tmp_path_factory.mktemp("used")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_DATA_HOME", str(folder))
        return use(1.0, folder, sessions=SESSIONS, hour_s=SESSIONS * 8.0, fps=10.0)


@pytest.mark.gui
@pytest.mark.slow
@pytest.mark.parametrize("what", ["threads", "tasks", "files", "widgets"])
def test_nothing_is_left_open(used: Endurance, what: str) -> None:
    # The first sessions load what is loaded once.
    assert len({getattr(one, what) for one in used.held[SESSIONS // 2 :]}) == 1


@pytest.mark.gui
@pytest.mark.slow
def test_python_keeps_nothing(used: Endurance) -> None:
    late = [one.objects for one in used.held[SESSIONS // 2 :]]
    assert max(late) - late[0] < LOOSE


@pytest.mark.gui
@pytest.mark.slow
def test_it_was_real_use(used: Endurance) -> None:
    assert used.sessions == SESSIONS
    assert used.windows == 2 * SESSIONS
    assert used.frames == SESSIONS * 80
    assert used.cues > 0


def held(hour: float, files: int = 9) -> Held:
    return Held(
        hour=hour, rss_mb=200 + 3 * hour, threads=2, tasks=5, files=files, widgets=0, objects=7
    )


def made(*looks: Held) -> Endurance:
    return Endurance(
        name="use", warm_up_h=1.0, held=looks, frames=9, sessions=1, windows=2, cues=3, cpu_s=60.0
    )


def test_growth_is_that_after_the_warm_up() -> None:
    looks = [held(0.0, files=90), *[held(hour) for hour in (1.0, 2.0, 3.0)]]
    assert growth(looks, "rss_mb", 1.0).an_hour == pytest.approx(3.0)
    assert growth(looks, "files", 1.0).an_hour == pytest.approx(0.0, abs=1e-9)
    assert (growth(looks, "rss_mb", 1.0).first, growth(looks, "rss_mb", 1.0).last) == (203, 209)


def test_figures_are_kept_and_written_into_their_place(tmp_path: Path) -> None:
    found = made(*[held(hour) for hour in (1.0, 2.0, 3.0)])
    found.save(tmp_path)
    page = tmp_path / "endurance.md"
    (tmp_path / "images").mkdir()
    page.write_text(f"# Before\n{BEGIN}\nold\n{END}\nafter\n", "utf-8")
    write_page([Endurance.load(tmp_path / "use.json")], page)
    text = page.read_text("utf-8")
    assert text.startswith("# Before\n")
    assert text.endswith("after\n")
    assert "old" not in text
    assert "| memory, MB | 203.0 | 209.0 | +3.00 |" in text
    assert "| open files and sockets | 9 | 9 | +0.00 |" in text
    assert all(f"| {name} |" in text for name in MEASURES.values())
    assert "<svg" in (tmp_path / "images" / "endurance_use.svg").read_text("utf-8")


def test_a_page_without_a_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "endurance.md").write_text("# Nothing\n", "utf-8")
    with pytest.raises(ValueError, match="expected <!-- figures -->"):
        write_page([], tmp_path / "endurance.md")
