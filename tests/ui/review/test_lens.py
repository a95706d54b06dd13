"""Which part of a picture is seen: numbers alone."""

import pytest

from formcheck.ui.review.lens import NEAREST, Lens

WIDE = Lens((640, 360), (1280.0, 720.0))


@pytest.mark.parametrize("at", [(0.0, 0.0), (320.0, 180.0), (639.5, 0.25)])
@pytest.mark.parametrize("room", [(1280.0, 720.0), (500.0, 900.0), (900.0, 300.0)])
def test_places_go_both_ways_exactly(at: tuple[float, float], room: tuple[float, float]) -> None:
    for lens in (Lens((640, 360), room), Lens((640, 360), room).nearer(7.0, (100.0, 100.0))):
        assert lens.to_picture(lens.to_screen(at)) == pytest.approx(at, abs=1e-9)


def test_as_a_whole_it_is_in_the_middle_of_its_room() -> None:
    tall = Lens((640, 360), (640.0, 1000.0))
    assert tall.to_screen((0.0, 0.0)) == (0.0, 320.0)
    assert tall.to_screen((640.0, 360.0)) == (640.0, 680.0)


def test_what_is_beneath_the_mouse_stays_there() -> None:
    at = (1000.0, 500.0)
    place = WIDE.to_picture(at)
    lens = WIDE
    for _ in range(5):
        lens = lens.nearer(1.5, at)
    assert lens.to_picture(at) == pytest.approx(place)
    assert lens.scale == pytest.approx(2 * 1.5**5)


def test_it_goes_no_farther_than_the_whole_and_no_nearer_than_there_is_to_see() -> None:
    assert WIDE.nearer(0.1, (0.0, 0.0)) == WIDE
    near = WIDE.nearer(1000.0, (10.0, 10.0))
    assert near.scale == NEAREST
    assert near.zoomed
    assert near.nearer(0.0, (700.0, 3.0)) == WIDE


def test_its_edges_stop_it() -> None:
    near = WIDE.nearer(2.0, (640.0, 360.0))
    for by, corner in (((1e4, 1e4), (0.0, 0.0)), ((-1e4, -1e4), (-1280.0, -720.0))):
        moved = near.moved(by)
        assert moved.corner == pytest.approx(corner)
        # and no way must be gone back first
        back = moved.moved((-1.0 if by[0] > 0 else 1.0, 0.0))
        assert back.corner[0] != pytest.approx(corner[0])


def test_where_only_one_side_is_larger_than_its_room_the_other_stays_in_the_middle() -> None:
    flat = Lens((640, 360), (640.0, 1000.0)).nearer(2.0, (320.0, 500.0)).moved((100.0, 100.0))
    assert flat.corner == pytest.approx((-220.0, 140.0))


def test_in_another_room_it_shows_the_same() -> None:
    near = WIDE.nearer(3.0, (900.0, 300.0))
    other = near.in_room((640.0, 360.0))
    middle = near.to_picture((640.0, 360.0))
    assert other.to_picture((320.0, 180.0)) == pytest.approx(middle)
