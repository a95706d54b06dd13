"""Go on, do less, stop: every rule and its borders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.care.answers import Place
from formcheck.care.pain import Pain
from formcheck.care.traffic_light import RULES, Light, judge
from tests.properties import PROPERTY

B, T, N = Place.BACK, Place.THIGH, Place.TINGLING
HANDOUT = "clinical notes, section 6: 0-3 green (connectrehab.com), at most 1 more"
MODEL = "clinical notes, section 6: 4-5 or a rise of 2 (Thomee 1997, Silbernagel 2007)"
RED = "clinical notes, section 6: 6 or more, rise of 3, sharp, leg, up by 2 at 24 h"


def places(*there: Place) -> frozenset[Place]:
    return frozenset(there)


@pytest.mark.parametrize(
    ("pain", "rule", "light", "source"),
    [
        (Pain(0, during=0), "fine", Light.GREEN, HANDOUT),
        (Pain(2, during=3, after=3, morning=3), "fine", Light.GREEN, HANDOUT),
        (Pain(5, during=3), "fine", Light.GREEN, HANDOUT),
        (Pain(1, during=3), "small_rise", Light.AMBER, MODEL),
        (Pain(3, during=4), "moderate", Light.AMBER, MODEL),
        (Pain(5, during=5, morning=6), "moderate", Light.AMBER, MODEL),
        (Pain(4), "moderate", Light.AMBER, MODEL),
        (Pain(None, during=4), "moderate", Light.AMBER, MODEL),
        (Pain(None, after=6), "strong", Light.RED, RED),
        (Pain(0, during=3), "rise", Light.RED, RED),
        (Pain(1, after=4), "rise", Light.RED, RED),
        (Pain(5, during=6), "strong", Light.RED, RED),
        (Pain(6, during=2), "strong", Light.RED, RED),
        (Pain(2, during=2, sharp=True), "sharp", Light.RED, RED),
        (Pain(1, during=1, morning=3), "next_day", Light.RED, RED),
        (Pain(1, during=1, places_after=places(B, T)), "spreading", Light.RED, RED),
        (
            Pain(1, during=1, places_before=places(B), places_after=places(B, N)),
            "spreading",
            Light.RED,
            RED,
        ),
        (
            Pain(2, during=2, places_before=places(T), places_after=places(B)),
            "fine",
            Light.GREEN,
            "clinical notes, section 4.9: moved up is good",
        ),
    ],
)
def test_rules(pain: Pain, rule: str, light: Light, source: str) -> None:
    verdict = judge(pain)
    assert (verdict.rule.id, verdict.light) == (rule, light), source
    assert verdict.screen_again == (light is Light.RED)
    assert verdict.rule.why in verdict.text


@pytest.mark.parametrize(
    ("pain", "contact"),
    [
        (Pain(2, during=7), False),
        (Pain(2, during=7, places_before=places(T), places_after=places(T)), True),
        (Pain(2, during=2, places_before=places(T), places_after=places(T)), False),
        (Pain(2, during=2, places_after=places(N)), True),
    ],
)
def test_something_in_the_leg_goes_to_the_physio(pain: Pain, *, contact: bool) -> None:
    verdict = judge(pain)
    assert verdict.contact is contact
    assert ("Contact your physio" in verdict.text) is contact


def test_every_rule_has_a_source_and_can_decide() -> None:
    assert all("clinical notes" in one.source for one in RULES)
    assert [one.light for one in RULES] == sorted(
        (one.light for one in RULES), key=[Light.RED, Light.AMBER, Light.GREEN].index
    )


score = st.integers(0, 10)
maybe = st.none() | score


@PROPERTY
@given(before=score, during=maybe, after=maybe, morning=maybe, sharp=st.booleans())
def test_more_pain_is_never_a_better_light(
    *, before: int, during: int | None, after: int | None, morning: int | None, sharp: bool
) -> None:
    order = [Light.GREEN, Light.AMBER, Light.RED]
    light = judge(Pain(before, during, after, morning, sharp=sharp)).light
    if during is not None and during < 10:
        worse = judge(Pain(before, during + 1, after, morning, sharp=sharp)).light
        assert order.index(worse) >= order.index(light)
    if light is Light.GREEN:
        assert not sharp
        assert max(one for one in (during, after, 0) if one is not None) <= 3
