"""A programme in words, and as a page to print."""

from html.parser import HTMLParser

from formcheck.care.programme_file import load_programme
from formcheck.exercises.loader import list_exercises
from formcheck.language import use_language
from formcheck.report.programme_sheet import facts, programme_html, programme_lines, rows
from formcheck.session.moves import moves_of
from tests.care.moves import item, programme

EXERCISES = {one.slug: one for one in list_exercises()}
MOVES = moves_of(EXERCISES.values())
LOCKED = "Locked: only who wrote it changes it."
LIMITS = [
    {"text": "Pain-free range.", "feature": "knee_angle", "max": 120},
    {"text": "Not too far", "feature": "hip_ahead", "min": -0.5, "max": 0.5},
    {"text": "No weights"},
]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert isinstance(attrs, list)
        self.tags.append(tag)


def tags(page: str) -> list[str]:
    parser = Tags()
    parser.feed(page)
    return parser.tags


def test_lines_say_what_how_much_when_and_where_it_should_get() -> None:
    plan = programme(
        item(
            "bridge",
            sets=2,
            reps=8,
            rest_s=60,
            days=["mon"],
            targets={"sets": 3, "reps": 12},
            note="Slowly.",
        ),
        item("knee-plank", seconds=10, targets={"seconds": 20}, limits=LIMITS),
        item("juggling", reps=1),
        written_by="A. Physio",
        goal="Walk an hour.",
        locked=True,
    )
    lines = programme_lines(plan, EXERCISES, MOVES).splitlines()
    assert lines[:3] == [
        "Mine",
        f"Written by A. Physio on 2026-11-23. About 5 minutes. {LOCKED}",
        "Walk an hour.",
    ]
    assert "1. Glute bridge: 2 x 8 repetitions" in lines
    assert "   Mon. Rest 60 s after each set." in lines
    assert "   Where it should get: 3 sets, 12 repetitions." in lines
    assert "   every day." in lines
    assert "   Where it should get: 20 s." in lines
    assert "   Your limit: Pain-free range (Knee ≤ 120°)." in lines
    assert "   Your limit: Not too far (Hips ahead ≥ -0.5, ≤ 0.5)." in lines
    assert "   Your limit: No weights." in lines
    assert "   This exercise is not on this computer." in lines


def test_nobody_wrote_it_and_nothing_takes_time() -> None:
    assert facts(programme(item("juggling")), MOVES) == ("Written on 2026-11-23.",)


def test_a_page_needs_nothing_else_and_runs_nothing() -> None:
    plan = load_programme("starter")
    page = programme_html(plan, EXERCISES, MOVES)
    assert {"script", "img", "link", "iframe"}.isdisjoint(tags(page))
    assert "default-src 'none'" in page
    for row in rows(plan, EXERCISES, MOVES):
        assert row.title in page
        assert row.dose in page
    hostile = programme(item(note="<script>x</script>"), title="<img src=x>", note="<b>")
    assert tags(programme_html(hostile, EXERCISES, MOVES)).count("script") == 0
    assert "img" not in tags(programme_html(hostile, EXERCISES, MOVES))


def test_the_page_is_in_the_language_in_use() -> None:
    use_language("de")
    exercises = {one.slug: one for one in list_exercises()}
    page = programme_html(load_programme("starter"), exercises, moves_of(exercises.values()))
    assert '<html lang="de">' in page
    for english in ("Written", "About", "minutes", "Stop and ask", "repetitions", "Where it"):
        assert english not in page
