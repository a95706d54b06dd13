"""Marks painted into the pixels of a frame."""

import numpy as np

from formcheck.overlay.scene import Dot, Scene, Tone
from formcheck.report.lettering import RGB, Image8
from formcheck.report.paint import paint


def painted(dot: Dot) -> Image8:
    image = np.full((700, 700, 3), 120, np.uint8)
    paint(image, Scene((700, 700), dots=(dot,)))
    return image


def test_a_landmark_put_by_hand_is_a_square_in_a_ring() -> None:
    usual, by_hand = (painted(Dot((350, 350), Tone.GOOD, by_hand=one)) for one in (False, True))
    tone = np.array(RGB[Tone.GOOD][::-1])
    assert (usual[350, 350] == tone).all()
    assert (by_hand[350, 350] == tone).all()
    assert (by_hand[354, 354] == tone).all()  # The corner of the square.
    assert by_hand[350, 350:380].min(axis=1).max() > 200
    assert usual[350, 350:380].min(axis=1).max() < 200


def test_where_nothing_is_drawn_the_picture_stays() -> None:
    image = painted(Dot((350, 350), Tone.FAULT, by_hand=True))
    assert (image[:300] == 120).all()
