from dataclasses import replace

import numpy as np
import pytest

from formcheck.capture.frame import Frame
from formcheck.checking.results import Counts, Severity, ViewEstimate
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import Landmark, Side
from formcheck.pose.pose import Pose, no_doubt
from formcheck.report.annotated import annotate, marked
from formcheck.report.hud import big, hint
from formcheck.session.update import (
    Beat,
    Cue,
    CueKind,
    Focus,
    HoldClock,
    NotJudged,
    Phase,
    SetupStep,
    Update,
)

WIDTH, HEIGHT = 321, 181
UNEVEN_MS = (0, 33, 71, 100, 190, 200, 233, 300, 333, 900)


def pose() -> Pose:
    """A body spread over the middle of the picture."""
    places = np.column_stack((60.0 + 6 * np.arange(33), 90.0 + 20 * np.sin(np.arange(33.0))))
    return Pose(
        time_s=0.0,
        image_px=places,
        world_m=np.zeros((33, 3)),
        visibility=np.ones(33),
        image_size=(WIDTH, HEIGHT),
        doubt=no_doubt(),
    )


@pytest.fixture
def update() -> Update:
    return Update(
        time_s=0.0,
        pose=pose(),
        side=Side.LEFT,
        view=ViewEstimate("side", 3.0),
        phase=Phase.MOVING,
        readings={},
        focus=Focus(
            "Hip",
            Reading(168.0, 5.0, Unit.DEG),
            (Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP, Landmark.LEFT_KNEE),
            Severity.WARN,
        ),
        counts=Counts(full=7),
        dots=("full",) * 7,
        progress=0.5,
        hold=None,
        severity=Severity.GOOD,
        active={},
        cue=None,
        not_judged=(),
        setup=(),
    )


def cue(severity: Severity, kind: CueKind = CueKind.CORRECT) -> Cue:
    return Cue("Walk your heels a little closer.", kind, severity, "feet_far", 0.0)


def grey(value: int = 90) -> np.ndarray:
    return np.full((HEIGHT, WIDTH, 3), value, np.uint8)


def drawn(image: np.ndarray, update: Update) -> np.ndarray:
    return annotate(image, marked(update))


def test_frames_of_the_source_stay_as_they_are(update: Update) -> None:
    frame = Frame(0, 0.0, grey())
    drawn(frame.image, update)
    assert (frame.image == 90).all()


def test_marks_are_drawn_where_the_body_is(update: Update) -> None:
    changed = (drawn(grey(), update) != 90).any(axis=2)
    x, y = pose().image_px[Landmark.LEFT_ANKLE].astype(int)
    assert changed[y, x]
    assert not changed[:20, :60].any()  # nobody and nothing is up there


def test_nobody_seen_draws_words_alone(update: Update) -> None:
    unseen = replace(
        update,
        pose=None,
        focus=None,
        phase=Phase.UNSEEN,
        not_judged=(NotJudged("I can't see anybody.", "Step into the picture."),),
    )
    changed = (drawn(grey(), unseen) != 90).any(axis=2)
    assert changed[-30:, :150].any()  # the reason, lower left
    assert not changed[60:140, :200].any()


@pytest.mark.parametrize("severity", list(Severity))
def test_tones_look_different(update: Update, severity: Severity) -> None:
    plain = drawn(grey(), update)
    told = drawn(grey(), replace(update, severity=severity, cue=cue(severity)))
    assert (plain != told).any()
    praise = drawn(grey(), replace(update, severity=severity, cue=cue(severity, CueKind.PRAISE)))
    assert (praise == told).all() is np.bool_(severity is Severity.GOOD)


def test_cue_takes_the_tone_of_what_is_so_now(update: Update) -> None:
    warned = replace(update, cue=cue(Severity.WARN))
    grown = replace(warned, active={"feet_far": Severity.FAULT})
    graver = replace(update, cue=cue(Severity.FAULT))
    assert (drawn(grey(), grown) == drawn(grey(), graver)).all()
    assert (drawn(grey(), grown) != drawn(grey(), warned)).any()


def test_cue_is_as_high_as_promised(update: Update) -> None:
    def first_block(image: np.ndarray) -> int:
        changed = (image != 90).any(axis=2).any(axis=1)
        first = int(changed.argmax())
        return int((~changed[first:]).argmax())

    image = np.full((720, 1280, 3), 90, np.uint8)
    bare = replace(update, pose=None, focus=None)
    assert first_block(drawn(image, bare)[:, 1000:]) >= 720 / 7
    told = drawn(image, replace(bare, cue=cue(Severity.WARN)))
    assert first_block(told[360:, :640]) >= 720 / 14


def test_big_number_is_the_count_or_the_clock(update: Update) -> None:
    assert big(update) == ("7", "full")
    assert big(replace(update, counts=Counts(full=3, left=1, right=2)))[1] == "left 1, right 2"
    hold = HoldClock(total_s=12.4, good_s=9.6, longest_s=9.6, running=True, target_s=30.0)
    nothing = replace(update, counts=Counts(), dots=(), hold=hold)
    assert big(nothing) == ("10 s", "in good form")
    assert big(replace(nothing, hold=replace(hold, running=False)))[1] == "clock stopped"
    before = HoldClock(total_s=0.0, good_s=0.0, longest_s=0.0, running=False, target_s=30.0)
    assert big(replace(nothing, hold=before)) == ("0 s", "not started")


def test_big_number_of_a_guided_movement_counts_the_beat_down(update: Update) -> None:
    beat = Beat("Let go", 1.2, 3, 10)
    guided = replace(update, counts=Counts(guided=2), dots=("guided",) * 2)
    assert big(replace(guided, beat=beat)) == ("2 s", "Let go")
    assert big(guided) == ("2", "guided, not scored")


def test_big_number_of_a_snapshot_counts_down(update: Update) -> None:
    clock = HoldClock(7.5, 7.5, 7.5, running=True, target_s=20.0, counts_down=True)
    waiting = replace(update, counts=Counts(), dots=(), hold=clock)
    assert big(waiting) == ("13 s", "left: stay as you are")
    assert big(replace(waiting, hold=replace(clock, total_s=20.01))) == ("0 s", "done")


def test_hint_says_what_stops_everything_first(update: Update) -> None:
    part = NotJudged("I can't see your hand.", "", "arm_low")
    whole = NotJudged("I can't see your feet.", "Move the camera back.")
    assert hint(update) == ""
    assert hint(replace(update, not_judged=(part,))) == "Not judged: I can't see your hand."
    assert (
        hint(replace(update, not_judged=(part, whole)))
        == "I can't see your feet. Move the camera back."
    )
    steps = (SetupStep("seen", "Let me see you.", done=True), SetupStep("x", "Turn.", done=False))
    assert hint(replace(update, phase=Phase.SETUP, setup=steps)) == "Turn."


def test_long_cues_fit_a_narrow_picture(update: Update) -> None:
    image = np.full((640, 180, 3), 90, np.uint8)
    long = replace(cue(Severity.FAULT), text="Slide your heel to the wall, not to the ceiling")
    shown = drawn(image, replace(update, pose=None, focus=None, cue=long))
    assert (shown[:, -2:] == 90).all()  # nothing is cut off at the right edge
