"""Numbers from 0 to 10, and places."""

import pytest

from formcheck.care.answers import Place, check_score, farthest, places_text
from formcheck.language import use_language


@pytest.mark.parametrize("score", [0, 10, None])
def test_scores(score: int | None) -> None:
    check_score(score)


@pytest.mark.parametrize("score", [-1, 11])
def test_what_is_no_score(score: int) -> None:
    with pytest.raises(ValueError, match="from 0 to 10"):
        check_score(score)


@pytest.mark.parametrize(
    ("places", "far"),
    [
        ((), -1),
        ((Place.TINGLING,), -1),
        ((Place.BACK,), 0),
        ((Place.BELOW_KNEE, Place.BACK), 3),
    ],
)
def test_how_far_from_the_back(places: tuple[Place, ...], far: int) -> None:
    assert farthest(places) == far


def test_places_in_words() -> None:
    assert places_text({Place.THIGH, Place.BACK}) == "Back, Thigh"
    assert places_text(()) == "nowhere"
    use_language("en")
