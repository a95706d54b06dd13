"""Repetitions that the person tells, while the live engine runs."""

from formcheck.checking.results import Counts
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.rules import GuidedRule
from formcheck.session.live import LiveEngine
from tests.session.live_parts import HandSource, Observer, Straight, show, watching


def test_a_told_repetition_is_counted_but_not_in_a_pause() -> None:
    # GIVEN somebody in position for a guided movement
    rule = GuidedRule(
        kind="guided",
        reps=10,
        out_s=20.0,
        hold_s=0.0,
        back_s=20.0,
        rest_s=0.0,
        words=("Press", "Hold", "Let go", "Rest"),
        source="test",
    )
    guided = load_exercise("plank").model_copy(update={"rule": rule})
    source, observer = HandSource(), Observer(Straight())
    with watching(source, observer, guided):
        show(source, observer, 0, 5)
        # WHEN two repetitions are told, and one more in a pause
        observer.engine.tap()
        observer.engine.tap()
        told = show(source, observer, 6, 8)
        observer.engine.pause()
        observer.engine.tap()
        show(source, observer, 9, 11)
        observer.engine.resume()
        after = show(source, observer, 12, 14)
    # THEN the two count, as told and not as full
    for live in (told, after):
        assert live.update is not None
        assert live.update.counts == Counts(guided=2)


def test_telling_before_there_is_a_session_does_nothing() -> None:
    engine = LiveEngine(lambda: None)
    engine.tap()
    assert engine.take() is None
