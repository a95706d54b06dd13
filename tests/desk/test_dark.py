import pytest

from formcheck.capture.light import Light
from formcheck.desk.dark import Dark


def grey(mean: float, contrast: float) -> Light:
    return Light(mean=mean, saturated=0.0, contrast=contrast)


ROOM, SHIRT, NIGHT = grey(105.0, 116.0), grey(23.0, 21.0), grey(4.0, 8.0)
DUSK = grey(50.0, 30.0)


@pytest.mark.parametrize(
    ("lights", "dark"),
    [
        ([ROOM, NIGHT], True),
        ([ROOM, SHIRT], False),
        ([ROOM, DUSK, SHIRT], False),
        ([ROOM, *[SHIRT] * 200], False),
        ([ROOM, *[SHIRT] * 200, NIGHT], True),
        ([ROOM, *[DUSK] * 30, SHIRT], True),
        ([ROOM, *[DUSK] * 30, ROOM, SHIRT], False),
        ([*[DUSK] * 30, None, SHIRT], False),
        ([SHIRT], True),
        ([ROOM], False),
        ([None], False),
    ],
)
def test_a_shirt_before_the_camera_is_no_dark_room(
    lights: list[Light | None], *, dark: bool
) -> None:
    watch = Dark()
    found = [watch.update(0.5 * place, light) for place, light in enumerate(lights)]
    assert found[-1] is dark
