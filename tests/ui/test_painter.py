"""Scenes painted into a picture, looked at pixel by pixel."""

import pytest
from PyQt6.QtCore import QPointF, QRectF
from PyQt6.QtGui import QColor, QImage, QPainter
from PyQt6.QtWidgets import QApplication

from formcheck.overlay.scene import Arc, Dot, Line, Scene, Text, Tone
from formcheck.ui.painter import ScenePainter, Strokes, arc_angles, beside_body, dot_path
from formcheck.ui.theme import STYLES, Shape

pytestmark = pytest.mark.gui

SIZE = (640, 360)
GREY = QColor(120, 120, 120)


def painted(scene: Scene, *, scale: float = 1.0) -> QImage:
    image = QImage(round(640 * scale), round(360 * scale), QImage.Format.Format_RGB32)
    image.fill(GREY)
    painter = QPainter(image)
    ScenePainter(painter, QRectF(image.rect())).paint(scene)
    painter.end()
    return image


def near(image: QImage, at: tuple[int, int], tone: Tone) -> bool:
    """Whether a pixel has the colour of a tone, as far as smoothing allows."""
    found, wanted = image.pixelColor(*at), QColor(STYLES[tone].colour)
    channels = ("red", "green", "blue")
    return all(abs(getattr(found, c)() - getattr(wanted, c)()) < 12 for c in channels)


@pytest.mark.parametrize("scale", [1.0, 1.5, 3.0])
@pytest.mark.parametrize("tone", [Tone.GOOD, Tone.WARN, Tone.FAULT])
def test_line_is_in_its_tone_at_any_size(qapp: QApplication, tone: Tone, scale: float) -> None:
    image = painted(Scene(SIZE, lines=(Line((100, 200), (500, 200), tone),)), scale=scale)
    assert all(near(image, (round(x * scale), round(200 * scale)), tone) for x in range(110, 490))
    assert image.pixelColor(round(300 * scale), round(100 * scale)) == GREY


def test_unsure_line_has_gaps(qapp: QApplication) -> None:
    image = painted(Scene(SIZE, lines=(Line((100, 200), (500, 200), Tone.UNSURE),)))
    toned = [near(image, (x, 200), Tone.UNSURE) for x in range(110, 490)]
    assert any(toned)
    assert not all(toned)


def test_fault_is_thicker_than_good(qapp: QApplication) -> None:
    def thickness(tone: Tone) -> int:
        image = painted(Scene(SIZE, lines=(Line((100, 200), (500, 200), tone),)), scale=2.0)
        return sum(near(image, (600, y), tone) for y in range(360, 440))

    assert thickness(Tone.FAULT) > thickness(Tone.GOOD)
    assert thickness(Tone.WARN) > thickness(Tone.GOOD)


def test_dots_have_a_shape_for_each_tone(qapp: QApplication) -> None:
    corners = {
        shape: dot_path(shape, QPointF(0, 0), 10.0).elementCount()
        for shape in (Shape.TICK, Shape.TRIANGLE, Shape.DIAMOND)
    }
    assert len(set(corners.values())) == 3
    image = painted(Scene(SIZE, dots=(Dot((100, 100), Tone.FAULT), Dot((300, 100), Tone.UNSURE))))
    assert near(image, (100, 100), Tone.FAULT)
    assert image.pixelColor(300, 100) == QColor("#000000")  # hollow


@pytest.mark.parametrize(
    ("start", "end", "sweep"),
    [((20, 10), (10, 0), 90.0), ((10, 0), (20, 10), -90.0), ((0, 10), (10, 20), 90.0)],
)
def test_arc_takes_the_smaller_angle(
    start: tuple[float, float], end: tuple[float, float], sweep: float
) -> None:
    assert arc_angles(Arc((10, 10), start, end, Tone.GOOD))[1] == pytest.approx(sweep)


def test_arc_lies_between_its_lines(qapp: QApplication) -> None:
    image = painted(Scene(SIZE, arcs=(Arc((300, 200), (400, 200), (300, 100), Tone.WARN),)))
    radius = next(r for r in range(10, 80) if near(image, (300 + r, 200 - r), Tone.WARN))
    assert not near(image, (300 - radius, 200 + radius), Tone.WARN)


BODY = QRectF(200, 150, 200, 100)
FRAME = QRectF(0, 0, 640, 360)
PLATE = QRectF(0, 0, 120, 30)


def test_words_stand_above_the_body(qapp: QApplication) -> None:
    plate = beside_body(PLATE, QPointF(300, 200), BODY, FRAME)
    assert plate.bottom() < BODY.top()
    assert plate.center().x() == 300


def test_words_stand_below_where_there_is_no_room_above(qapp: QApplication) -> None:
    high = BODY.translated(0, -140)
    assert beside_body(PLATE, QPointF(300, 60), high, FRAME).top() > high.bottom()


def test_words_stand_at_the_side_of_somebody_tall(qapp: QApplication) -> None:
    tall = QRectF(200, 20, 120, 330)
    plate = beside_body(PLATE, QPointF(250, 60), tall, FRAME)
    assert plate.left() > tall.right()
    left = beside_body(PLATE, QPointF(550, 60), tall.translated(270, 0), FRAME)
    assert left.right() < 470


def test_words_stay_in_the_picture_when_the_body_fills_it(qapp: QApplication) -> None:
    whole = QRectF(0, 5, 640, 350)
    for x in (0.0, 640.0):
        plate = beside_body(PLATE, QPointF(x, 60), whole, FRAME)
        assert FRAME.contains(plate)


def test_words_are_on_a_plate(qapp: QApplication) -> None:
    scene = Scene(
        SIZE,
        dots=(Dot((200, 150), Tone.GOOD), Dot((400, 250), Tone.GOOD)),
        texts=(Text((300, 200), "Hip line 168° ± 5", Tone.GOOD),),
    )
    image = painted(scene)
    rows = [y for y in range(360) if image.pixelColor(300, y) != GREY]
    assert min(rows) < 130  # above the body, and tied to the joint by a line
    assert max(rows) >= 199


def test_empty_scene_paints_nothing(qapp: QApplication) -> None:
    image = painted(Scene((0, 0)))
    assert image.pixelColor(320, 180) == GREY


def test_a_landmark_put_by_hand_is_a_square_in_a_ring(qapp: QApplication) -> None:
    usual, by_hand = Dot((100, 100), Tone.GOOD), Dot((300, 100), Tone.GOOD, by_hand=True)
    image = painted(Scene(SIZE, dots=(usual, by_hand)), scale=3.0)

    def light(x: int) -> bool:
        return any(image.pixelColor(x + away, 300).lightness() > 200 for away in range(60))

    assert near(image, (900, 300), Tone.GOOD)
    assert light(900)
    assert not light(300)


def test_marks_of_a_picture_that_is_larger_than_its_place_stay_as_large(
    qapp: QApplication,
) -> None:
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    image.fill(GREY)
    painter, seen = QPainter(image), QRectF(0, 0, 640, 300)
    larger = QRectF(-640, -360, 1920, 1080)
    scene = Scene(SIZE, lines=(Line((320, 0), (320, 360), Tone.GOOD),))
    ScenePainter(painter, larger, shown=seen, strokes=Strokes(6.0, 20)).paint(scene)
    painter.end()
    assert 4 <= sum(near(image, (x, 150), Tone.GOOD) for x in range(640)) <= 7
    assert image.pixelColor(320, 340) == GREY
