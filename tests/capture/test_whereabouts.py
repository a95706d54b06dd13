"""Once open a camera is known by its name, and one that nobody chose is never switched on."""

from pathlib import Path

import pytest

from formcheck.capture.cameras import CameraName
from formcheck.capture.network import NetworkCamera
from formcheck.capture.same_camera import SameCamera
from formcheck.capture.whereabouts import Whereabouts, find_again
from formcheck.errors import SourceError
from tests.capture.computer import BRIO, C920, Computer

WAS = CameraName(0, C920, "a")
NOWHERE = CameraName(0, C920)


def camera(number: int, place: str = "", name: str = C920) -> CameraName:
    return CameraName(number, name, place)


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    return Computer(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("was", "beside", "there", "number"),
    [
        # One of the name: wherever it is plugged in by now.
        (WAS, [], [camera(0, "a")], 0),
        (WAS, [], [camera(1, "a")], 1),
        (WAS, [], [camera(1, "b")], 1),
        (NOWHERE, [], [camera(3)], 3),
        # Never one of another name, also under the old number and in the old socket.
        (WAS, [], [camera(0, "a", BRIO)], None),
        (WAS, [camera(1, "b", BRIO)], [camera(0, "b", BRIO), camera(1, "a")], 1),
        # Several of the name: the one in its socket, the one that is new, the one of its number.
        (WAS, [camera(2, "b")], [camera(0, "b"), camera(2, "a")], 2),
        (WAS, [camera(2, "b")], [camera(1, "c"), camera(2, "b")], 1),
        (WAS, [], [camera(0, "a"), camera(1, "b")], 0),
        (WAS, [], [camera(0, "b"), camera(1, "c")], 0),
        (NOWHERE, [camera(2)], [camera(1), camera(2)], 1),
        (NOWHERE, [camera(2)], [camera(0), camera(2)], 0),
        (NOWHERE, [], [camera(0), camera(1)], 1),
        # Not sure which: the other one that was there all along, or two that are both new.
        (WAS, [camera(2, "b")], [camera(2, "b")], None),
        (WAS, [camera(2, "b")], [camera(0, "b")], None),
        (WAS, [camera(2, "b")], [camera(1, "c"), camera(3, "d")], None),
        # The other one may have got this number, where the system does not tell the socket.
        (NOWHERE, [camera(1)], [camera(0)], None),
        (NOWHERE, [], [], None),
    ],
)
def test_a_lost_camera_is_found_where_it_is_sure(was, beside, there, number) -> None:
    found = find_again(was, beside, there)
    assert (None if found is None else found.number) == number


def test_at_first_a_camera_is_the_one_that_was_asked_for(computer: Computer) -> None:
    for number, name in ((0, "Integrated Webcam"), (4, C920), (10, BRIO)):
        computer.plug(number, name)
    numbers = [Whereabouts().find(wish).number for wish in ("brio", " LOGITECH ", 4, 7)]
    assert numbers == [10, 4, 4, 7]
    with pytest.raises(SourceError) as caught:
        Whereabouts().find("Sony")
    assert "found Camera 0 (Integrated Webcam), Camera 4 (Logitech C920)" in str(caught.value)


@pytest.mark.parametrize("wish", [0, "c920", "logitech"])
def test_a_camera_stays_the_same_under_another_number(computer: Computer, wish: int | str) -> None:
    # GIVEN two cameras, of which one was watched through
    computer.plug(0, C920)
    computer.plug(1, BRIO)
    again = SameCamera(lambda: computer.webcam(wish))
    with again() as source:
        light = source.read().image.mean()
    # WHEN they swap their numbers
    computer.unplug(0, 1)
    computer.plug(0, BRIO)
    computer.plug(1, C920)
    # THEN it is the same again, and goes by the same name
    with again() as source:
        assert source.info.name == "Camera 0 (Logitech C920)"
        assert source.read().image.mean() == pytest.approx(light, abs=10.0)
    assert computer.opened == [0, 1]


def test_another_camera_is_not_switched_on_in_its_place(computer: Computer) -> None:
    computer.plug(0, C920)
    again = SameCamera(computer.webcam)
    with again():
        computer.unplug(0)
    computer.plug(0, BRIO)
    with pytest.raises(SourceError) as caught, again():
        pass
    assert "Expected Camera 0 (Logitech C920), but found Camera 0 (Logitech Brio)" in str(
        caught.value
    )
    # WHEN it comes back, moves, and moves on
    for number in (2, 3):
        computer.plug(number, C920)
        with again():
            computer.unplug(number)
    # THEN it is found each time; its name stays that of the beginning, also in what is said
    with pytest.raises(SourceError, match=r"Camera 0 \(Logitech C920\), but found"), again():
        pass
    assert computer.opened == [0, 2, 3]


@pytest.mark.parametrize(
    ("socket", "number"), [("left", 2), ("elsewhere", 1)], ids=["its socket", "another socket"]
)
def test_of_two_that_are_alike_the_one_that_came_back_is_taken(
    computer: Computer, socket: str, number: int
) -> None:
    computer.plug(0, C920, "left")
    computer.plug(2, C920, "right")
    again = SameCamera(computer.webcam)
    with again():
        computer.unplug(0)
    # WHEN the other one alone is there, it is left alone
    with pytest.raises(SourceError, match="but found Camera 2"), again():
        pass
    # AND also where the numbers change
    computer.unplug(2)
    computer.plug(3 - number, C920, "right")
    computer.plug(number, C920, socket)
    with again():
        pass
    assert computer.opened == [0, number]


def test_a_camera_that_somebody_chooses_is_taken_as_it_is_written(computer: Computer) -> None:
    computer.plug(0, C920)
    wishes: list[int | str] = [0, 1, 0, 0]
    again = SameCamera(lambda: computer.webcam(wishes.pop(0)))
    with again():
        computer.unplug(0)
    computer.plug(0, BRIO)
    computer.plug(1, C920)
    # WHEN another one is wanted, and then that one's number
    for name in ("Camera 1 (Logitech C920)", "Camera 0 (Logitech Brio)"):
        with again() as source:
            assert source.info.name == name
    # AND when the same number is chosen once more
    computer.unplug(0, 1)
    computer.plug(0, C920)
    again.forget()
    with again() as source:
        assert source.info.name == "Camera 0 (Logitech C920)"


def test_its_name_stays_that_of_the_beginning_also_where_it_does_not_open(
    computer: Computer,
) -> None:
    computer.plug(0, C920)
    again = SameCamera(computer.webcam)
    with again():
        computer.unplug(0)
    computer.plug(1, C920)
    with again():
        computer.is_taken(1)
    with pytest.raises(SourceError, match=r"pictures from Camera 0 \(Logitech C920\)"), again():
        pass


def test_where_it_was_last_counts_not_where_it_was_first(computer: Computer) -> None:
    # GIVEN a camera that moved to another socket
    computer.plug(0, C920, "left")
    again = SameCamera(computer.webcam)
    with again():
        computer.unplug(0)
    computer.plug(1, C920, "right")
    with again():
        # WHEN one that is alike is put where it was at first
        computer.plug(0, C920, "left")
    with again():
        pass
    assert computer.opened == [0, 1, 1]


def test_where_names_are_not_told_a_number_is_the_camera(computer: Computer) -> None:
    # GIVEN a camera that the system does not name
    computer.plug(0, "")
    again = SameCamera(computer.webcam)
    with again():
        computer.unplug(0)
    # THEN whatever has its number is it, and nothing else
    computer.plug(1, "")
    with pytest.raises(SourceError, match="Expected Camera 0, but found Camera 1"), again():
        pass
    computer.plug(0, BRIO)
    with again() as source:
        assert source.info.name == "Camera 0"
    assert computer.opened == [0, 0]


def test_a_camera_whose_name_is_not_told_any_more_is_not_the_one(computer: Computer) -> None:
    computer.plug(0, C920)
    again = SameCamera(computer.webcam)
    with again():
        computer.unplug(0)
    computer.plug(0, "")
    with pytest.raises(SourceError, match=r"\(Logitech C920\), but found Camera 0:"), again():
        pass
    # WHEN no camera at all is told of, its number is what is known
    computer.tells_nothing()
    with again() as source:
        assert source.info.name == "Camera 0 (Logitech C920)"
    assert computer.opened == [0, 0]


def test_no_camera_at_all_is_told(computer: Computer) -> None:
    computer.plug(0, C920)
    again = SameCamera(computer.webcam)
    with again():
        computer.unplug(0)
    with pytest.raises(SourceError, match=r"\(Logitech C920\), but no camera was found"), again():
        pass


def test_what_is_no_webcam_is_left_as_it_is() -> None:
    phone = NetworkCamera("http://192.168.0.7:8080/video")
    assert SameCamera(lambda: phone)() is phone
