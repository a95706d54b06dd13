from pathlib import Path

import pytest

from formcheck.around.consent import Consent
from formcheck.around.microphone import LIST_EVERY_S, LONGEST_S, SoundCards, microphone
from formcheck.around.probe import Untold
from tests.around.programs import Clock

RECORDS = "state: RUNNING\nowner_pid   : 4711\ntrigger_time: 12.5\ntstamp      : 0.0\n"


def card(sound: Path, text: str = "closed\n", *, pcm: str = "pcm0c") -> Path:
    """List a sound card as Linux does; return where it says what it does."""
    folder = sound / "card1" / pcm / "sub0"
    folder.mkdir(parents=True)
    (folder / "status").write_text(text)
    return folder / "status"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cards(tmp_path: Path, clock: Clock) -> SoundCards:
    return SoundCards(tmp_path, own_pid=99, clock=clock)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RECORDS, True),
        ("closed\n", False),
        (RECORDS.replace("RUNNING", "PREPARED"), False),
        (RECORDS.replace("4711", "99"), False),  # ourselves
    ],
)
def test_a_card_that_records_is_a_call(
    tmp_path: Path, cards: SoundCards, *, text: str, expected: bool
) -> None:
    card(tmp_path, text)
    assert cards() is expected
    cards.close()


def test_playing_is_no_recording(tmp_path: Path, cards: SoundCards) -> None:
    card(tmp_path, RECORDS, pcm="pcm0p")
    assert not cards()


def test_a_headset_is_found_when_it_is_plugged_in_and_out(
    tmp_path: Path, cards: SoundCards, clock: Clock
) -> None:
    # GIVEN no sound card
    assert not cards()
    # WHEN a headset is plugged in that records
    status = card(tmp_path, RECORDS)
    clock.goes(LIST_EVERY_S)
    # THEN
    assert cards()
    # WHEN it is pulled out
    status.unlink()
    # THEN
    assert not cards()


def test_a_filter_that_always_listens_is_no_call(
    tmp_path: Path, cards: SoundCards, clock: Clock
) -> None:
    # GIVEN a card that records
    status = card(tmp_path, RECORDS)
    assert cards()
    # WHEN it has done so for longer than any call
    clock.goes(LONGEST_S)
    # THEN
    assert not cards()
    # WHEN it begins again
    status.write_text("closed\n")
    assert not cards()
    status.write_text(RECORDS)
    # THEN
    assert cards()


@pytest.mark.parametrize(
    ("system", "expected"), [("linux", SoundCards), ("win32", Consent), ("darwin", Untold)]
)
def test_each_system_is_asked_in_its_way(
    monkeypatch: pytest.MonkeyPatch, system: str, expected: type
) -> None:
    monkeypatch.setattr("formcheck.around.microphone._SYSTEM", system)
    asked = microphone()
    assert isinstance(asked, expected)
    assert asked() in {True, False}
    asked.close()
