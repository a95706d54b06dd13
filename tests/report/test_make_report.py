from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.checking.results import NotJudgedSpan, RepKind
from formcheck.errors import OutputError
from formcheck.exercises.spec import Exercise
from formcheck.report.content import (
    Block,
    Cards,
    Facts,
    Listing,
    Pictures,
    Plot,
    Report,
    Section,
    Table,
    Words,
)
from formcheck.report.html_report import html_report
from formcheck.report.make_report import make_report
from formcheck.report.reported import KeyPictures, Remarks, Reported
from formcheck.report.write_report import check_report, write_report, write_reports
from formcheck.session.record import SessionRecord
from tests.report.reports import full_report, leg_bridge, picture, twenty


def section(report: Report, title: str) -> tuple[Block, ...]:
    (found,) = [one.blocks for one in report.sections if one.title == title]
    return found


def titles(report: Report) -> list[str]:
    return [one.title for one in report.sections]


def facts(report: Report, title: str) -> dict[str, tuple[str, str]]:
    (block,) = section(report, title)
    assert isinstance(block, Facts)
    return {one.name: (one.value, one.more) for one in block.facts}


def test_the_first_page_is_plain_and_the_method_comes_last() -> None:
    report = make_report(full_report())
    assert report.title == "Single-leg bridge"
    assert report.headline == "17 full repetitions (9 left, 8 right), 3 partial"
    assert titles(report) == [
        *("", "In numbers", "Pictures", "Noticed"),
        *("Compared with before", "Notes", "Corrected by hand"),
        *("Hip over time", "Repetitions", "Not judged"),
        *("Method and error", "What one camera cannot see here", "Limits and sources"),
    ]
    assert [one.title for one in report.sections if one.breaks] == ["Compared with before"]
    first = report.sections[0].blocks[0]
    assert isinstance(first, Cards)
    assert [card.tone for card in first.cards] == ["good", "next"]
    assert len(list(report.blocks())) == 21


def test_who_and_when_stand_at_the_top() -> None:
    told = full_report()
    about = make_report(told).about
    assert about.startswith("Ann M. · 20 November 2026, ")
    assert about.endswith(" · single-leg-bridge-2026-11-20.mp4 · 2 min 0 s")
    bare = Reported(record=told.record, exercise=told.exercise)
    assert make_report(bare).about == "single-leg-bridge-2026-11-20.mp4 · 2 min 0 s"


def test_what_the_person_said_stands_with_the_numbers() -> None:
    found = facts(make_report(full_report()), "In numbers")
    assert found["Pain and effort"] == (
        "Pain before: 2, Pain after: 3, Effort: 5",
        "from 0 to 10, as told by the person",
    )


def test_what_was_corrected_by_hand_says_so() -> None:
    report = make_report(full_report())
    found = facts(report, "In numbers")
    assert found["Repetitions"][1] == (
        "full: 9 left, 8 right; corrected by hand; measured: 16 full, 4 partial, 0 attempts"
    )
    assert "by hand" not in found["Good form"][1]
    (table,) = section(report, "Repetitions")
    assert isinstance(table, Table)
    by_hand = [row[0].text for row in table.rows if "corrected by hand" in row[-1].text]
    assert by_hand == ["20"]
    assert section(report, "Corrected by hand")[1] == Listing(("Repetition 20 is a full one.",))
    assert section(report, "Notes") == (
        Listing(("0:12.3: Heels nearer next time.", "Two sets of ten next week.")),
    )


def test_a_repetition_that_was_added_by_hand_says_so() -> None:
    record = twenty()
    measured = replace(record, reps=record.reps[:-1])
    remarks = Remarks(measured=measured)
    told = Reported(record=record, exercise=leg_bridge(), remarks=remarks)
    (table,) = section(make_report(told), "Repetitions")
    assert isinstance(table, Table)
    assert [row[0].text for row in table.rows if "by hand" in row[-1].text] == ["20"]
    assert len(section(make_report(told), "Corrected by hand")) == 1


def test_what_is_in_no_number_says_so() -> None:
    told = replace(full_report(), remarks=Remarks(changes=("One was added.",)))
    assert section(make_report(told), "Corrected by hand") == (
        Words("This was changed by hand; it is in none of the numbers."),
        Listing(("One was added.",)),
    )


def test_what_was_not_judged_longest_is_told_first() -> None:
    told = full_report()
    spans = (
        NotJudgedSpan("a", 0.0, 1.0),
        NotJudgedSpan("b", 2.0, 4.0),
        NotJudgedSpan("a", 8.0, 8.5),
    )
    report = make_report(replace(told, record=replace(told.record, not_judged=spans)))
    table = section(report, "Not judged")[0]
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["b", "2.0 s", "0:02.0"],
        ["a", "1.5 s in 2 stretches", "0:00.0"],
    ]


def test_pictures_stand_where_they_belong() -> None:
    told = full_report()
    report = make_report(told)
    best, note = section(report, "Pictures")
    assert best == Pictures(told.pictures.best)
    assert note == Words("Faces are made unrecognisable.")
    assert section(report, "Noticed")[1] == Pictures(told.pictures.noticed, small=True)
    only = KeyPictures(noticed=(picture("Check"),), note="Blurred.")
    other = make_report(replace(told, pictures=only))
    assert "Pictures" not in titles(other)
    assert section(other, "Noticed")[2] == Words("Blurred.")
    none = make_report(replace(told, pictures=KeyPictures(note="Left out.")))
    assert section(none, "Pictures") == (Words("Left out."),)
    assert "Pictures" not in titles(make_report(replace(told, pictures=KeyPictures())))


def test_holds_have_their_own_table_and_error(
    hold_record: SessionRecord, exercise: Exercise
) -> None:
    report = make_report(Reported(record=hold_record, exercise=exercise))
    (table,) = section(report, "Holds")
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[1]] == ["2", "left", "0:13.0", "5.0 s", "5.0 s"]


def test_nothing_seen_is_told_kindly(empty_record: SessionRecord, exercise: Exercise) -> None:
    report = make_report(Reported(record=empty_record, exercise=exercise))
    assert report.headline == "Nothing could be judged"
    assert section(report, "Noticed") == (
        Words("Nothing could be judged, so nothing was noticed."),
    )
    assert not [block for block in report.blocks() if isinstance(block, Plot)]
    assert [one.title for one in report.sections if one.breaks] == ["Not judged"]
    assert "nan" not in html_report(report)


def test_everything_judged_and_nothing_noticed(record: SessionRecord, exercise: Exercise) -> None:
    calm = replace(record, faults=(), not_judged=())
    report = make_report(Reported(record=calm, exercise=exercise))
    assert section(report, "Noticed") == (
        Words("Nothing was beyond its limit by more than the measurement's error."),
    )
    assert section(report, "Not judged") == (
        Words("Everything that one camera can judge was judged."),
    )


def test_sources_without_limits(guided_record: SessionRecord, guided: Exercise) -> None:
    report = make_report(Reported(record=guided_record, exercise=guided))
    assert section(report, "Sources") == (Listing(guided.sources),)
    bare = guided.model_copy(update={"sources": (), "not_visible": ()})
    assert titles(make_report(Reported(record=guided_record, exercise=bare)))[-1] == (
        "Method and error"
    )


def test_a_partial_repetition_has_another_sign(record: SessionRecord, exercise: Exercise) -> None:
    (table,) = section(make_report(Reported(record=record, exercise=exercise)), "Repetitions")
    assert isinstance(table, Table)
    assert [row[1].mark for row in table.rows] == ["good", "good", "part", "good"]
    told = replace(record, reps=(replace(record.reps[0], kind=RepKind.GUIDED),))
    (table,) = section(make_report(Reported(record=told, exercise=exercise)), "Repetitions")
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0]][1:5] == [
        *("guided, not scored", "0:00.5", "not measured", "not known")
    ]


def test_the_ending_says_what_it_is_written_as(tmp_path: Path) -> None:
    report = Report("Title", "About", "Headline", (Section("One", (Words("Here."),)),))
    page, paper, again = tmp_path / "a.HTML", tmp_path / "a.pdf", tmp_path / "b.pdf"
    write_reports((page, paper, again), report)
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert paper.read_bytes().startswith(b"%PDF-")
    assert paper.read_bytes() == again.read_bytes()
    with pytest.raises(OutputError, match=r"ending in \.html or \.pdf"):
        write_report(tmp_path / "a.docx", report)
    with pytest.raises(OutputError, match="no folder"):
        check_report(tmp_path / "none" / "a.pdf")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.HTML", "a.pdf", "b.pdf"]
