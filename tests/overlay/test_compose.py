"""The marks over a picture, from a hand-made update."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.checking.guided import Beat
from formcheck.checking.results import Counts, Severity, ViewEstimate
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import EDGES, Landmark, Side
from formcheck.overlay.compose import compose, mirror, places, tone_of
from formcheck.overlay.scene import Tone
from formcheck.pose.pose import Doubt, Pose, no_doubt
from formcheck.session.update import Focus, NotJudged, Phase, SetupStep, Update

SIZE = (640, 360)
HIP_LINE = (Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP, Landmark.LEFT_ANKLE)
JUDGED = Reading(168.4, 2.6, Unit.DEG)
HIDDEN = Reading(float("nan"), float("nan"), Unit.DEG, "I can't see your hip.")


def pose_of(points: np.ndarray | None = None, **doubts: Doubt) -> Pose:
    """Return a pose whose landmark number n lies at (10 + n, 20 + 2 n)."""
    grid = np.column_stack((10.0 + np.arange(33), 20.0 + 2 * np.arange(33)))
    doubt = no_doubt()
    for name, value in doubts.items():
        doubt[Landmark[name]] = value
    return Pose(
        time_s=0.0,
        image_px=grid if points is None else points,
        world_m=np.zeros((33, 3)),
        visibility=np.ones(33),
        image_size=SIZE,
        doubt=doubt,
    )


def update_of(pose: Pose | None, **changes: object) -> Update:
    base = Update(
        time_s=0.0,
        pose=pose,
        side=Side.LEFT,
        view=ViewEstimate("side", 3.0),
        phase=Phase.MOVING,
        readings={},
        focus=None,
        counts=Counts(),
        dots=(),
        progress=0.5,
        hold=None,
        severity=Severity.GOOD,
        active={},
        cue=None,
        not_judged=(),
        setup=(),
    )
    return replace(base, **changes)


def tones_of(update: Update) -> set[Tone]:
    scene = compose(update)
    return {mark.tone for mark in (*scene.lines, *scene.dots)}


BACK = np.array([(100.0, 50.0), (120.0, 45.0), (np.nan, np.nan), (160.0, 45.0), (180.0, 50.0)])


@pytest.mark.parametrize(
    ("focus", "tone", "words"),
    [
        (Focus("Back shape", JUDGED, None, Severity.GOOD, outline=True), Tone.GOOD, 0),
        (Focus("Back shape", HIDDEN, None, Severity.GOOD, outline=True), Tone.UNSURE, 0),
        (Focus("Head", JUDGED, None, Severity.GOOD), Tone.UNSURE, 1),
        (None, Tone.UNSURE, 0),
    ],
)
def test_the_contour_of_the_back_is_drawn_where_it_is_seen(
    focus: Focus | None, tone: Tone, words: int
) -> None:
    """And no number beside it, as that says nothing alone."""
    pose = replace(pose_of(), outline_px=BACK)
    scene = compose(update_of(pose, focus=focus))
    plain = compose(update_of(pose_of(), focus=focus))
    contour = scene.lines[len(plain.lines) :]
    assert [(line.start, line.end) for line in contour] == [
        ((100.0, 50.0), (120.0, 45.0)),
        ((160.0, 45.0), (180.0, 50.0)),
    ]
    assert {line.tone for line in contour} == {tone}
    assert len(scene.texts) == words


def test_nobody_seen_draws_nothing() -> None:
    scene = compose(update_of(None))
    assert (scene.lines, scene.dots, scene.arcs, scene.texts) == ((), (), (), ())


def test_every_edge_is_drawn_between_its_landmarks() -> None:
    scene = compose(update_of(pose_of()))
    assert scene.size_px == SIZE
    assert len(scene.lines) == len(EDGES)
    assert scene.lines[0].start == (10.0 + EDGES[0][0], 20.0 + 2 * EDGES[0][0])
    assert scene.lines[0].end == (10.0 + EDGES[0][1], 20.0 + 2 * EDGES[0][1])


@pytest.mark.parametrize(
    ("severity", "tone"),
    [(Severity.GOOD, Tone.GOOD), (Severity.WARN, Tone.WARN), (Severity.FAULT, Tone.FAULT)],
)
def test_body_takes_the_tone_of_the_verdict(severity: Severity, tone: Tone) -> None:
    assert tones_of(update_of(pose_of(), severity=severity)) == {tone}


def test_unseen_is_unsure_even_with_a_fault() -> None:
    update = update_of(pose_of(), phase=Phase.UNSEEN, severity=Severity.FAULT)
    assert tones_of(update) == {Tone.UNSURE}


def test_what_is_only_guided_is_not_painted_as_good() -> None:
    beat = Beat("Tilt", 1.0, 1, 5)
    assert tone_of(update_of(pose_of(), beat=beat)) is Tone.UNSURE


def test_a_gap_during_the_exercise_keeps_the_tone_of_what_is_judged() -> None:
    gap = (NotJudged("I lost track of your feet.", "Carry on."),)
    assert tone_of(update_of(pose_of(), not_judged=gap)) is Tone.GOOD
    assert tone_of(update_of(pose_of(), not_judged=gap, phase=Phase.SETUP)) is Tone.UNSURE


@pytest.mark.parametrize(
    ("last", "tone"),
    [
        (SetupStep("view", "Turn", done=False), Tone.UNSURE),
        (SetupStep("view", "Turn", done=True), Tone.GOOD),
        (SetupStep("still", "Hold still", done=False), Tone.GOOD),  # follows by itself
    ],
)
def test_setup_is_unsure_until_the_body_is_in_place(last: SetupStep, tone: Tone) -> None:
    steps = (SetupStep("seen", "Step back", done=True), last)
    assert tone_of(update_of(pose_of(), phase=Phase.SETUP, setup=steps)) is tone


def test_doubted_landmark_is_unsure_and_so_are_its_lines() -> None:
    scene = compose(update_of(pose_of(LEFT_KNEE=Doubt.JUMPED)))
    knee = (10.0 + Landmark.LEFT_KNEE, 20.0 + 2 * Landmark.LEFT_KNEE)
    assert [dot.tone for dot in scene.dots if dot.at == knee] == [Tone.UNSURE]
    unsure = [line for line in scene.lines if line.tone is Tone.UNSURE]
    assert len(unsure) == 2
    assert all(knee in (line.start, line.end) for line in unsure)


def test_landmark_outside_the_picture_is_left_out() -> None:
    scene = compose(update_of(pose_of(LEFT_ANKLE=Doubt.OUTSIDE)))
    ankle = (10.0 + Landmark.LEFT_ANKLE, 20.0 + 2 * Landmark.LEFT_ANKLE)
    assert len(scene.lines) == len(EDGES) - 3
    assert ankle not in {dot.at for dot in scene.dots}


@pytest.mark.parametrize("hole", [(np.nan, 1.0), (1.0, np.nan)])
def test_missing_coordinates_are_left_out(hole: tuple[float, float]) -> None:
    points = pose_of().image_px.copy()
    points[Landmark.NOSE] = hole
    assert len(compose(update_of(pose_of(points))).lines) == len(EDGES) - 2


def test_focus_draws_its_arc_and_its_number_with_error() -> None:
    focus = Focus("Hip line", JUDGED, HIP_LINE, Severity.WARN)
    scene = compose(update_of(pose_of(), focus=focus))
    hip = (10.0 + Landmark.LEFT_HIP, 20.0 + 2 * Landmark.LEFT_HIP)
    (arc,), (text,) = scene.arcs, scene.texts
    assert (arc.at, arc.tone) == (hip, Tone.WARN)
    assert arc.start == (10.0 + Landmark.LEFT_SHOULDER, 20.0 + 2 * Landmark.LEFT_SHOULDER)
    assert (text.at, text.text, text.tone) == (hip, "Hip line 168° ± 5", Tone.WARN)


def test_a_good_angle_is_not_called_good_while_the_body_is_unsure() -> None:
    focus = Focus("Hip line", JUDGED, HIP_LINE, Severity.GOOD)
    scene = compose(update_of(pose_of(), focus=focus, phase=Phase.UNSEEN))
    assert {mark.tone for mark in (*scene.arcs, *scene.texts)} == {Tone.UNSURE}


def test_focus_that_is_not_judged_has_words_but_no_arc() -> None:
    focus = Focus("Hip line", HIDDEN, HIP_LINE, Severity.FAULT)
    scene = compose(update_of(pose_of(), focus=focus))
    assert scene.arcs == ()
    assert (scene.texts[0].text, scene.texts[0].tone) == ("Hip line not judged", Tone.UNSURE)


@pytest.mark.parametrize("lost", ["LEFT_SHOULDER", "LEFT_HIP", "LEFT_ANKLE"])
def test_arc_needs_all_three_landmarks(lost: str) -> None:
    focus = Focus("Hip line", JUDGED, HIP_LINE, Severity.GOOD)
    scene = compose(update_of(pose_of(**{lost: Doubt.OUTSIDE}), focus=focus))
    assert scene.arcs == ()
    assert len(scene.texts) == (0 if lost == "LEFT_HIP" else 1)


@pytest.mark.parametrize(
    ("side", "anchor"), [(Side.RIGHT, Landmark.RIGHT_SHOULDER), (None, Landmark.NOSE)]
)
def test_number_without_a_joint_stands_beside_the_near_shoulder(
    side: Side | None, anchor: Landmark
) -> None:
    focus = Focus("Trunk lean", JUDGED, None, Severity.GOOD)
    scene = compose(update_of(pose_of(), focus=focus, side=side))
    assert scene.arcs == ()
    assert scene.texts[0].at == (10.0 + anchor, 20.0 + 2 * anchor)


def test_mirrored_flips_x_and_keeps_words() -> None:
    update = update_of(pose_of(), focus=Focus("Hip line", JUDGED, HIP_LINE, Severity.GOOD))
    plain, mirrored = compose(update), compose(update, mirrored=True)
    assert mirrored.lines[0].start == (640 - plain.lines[0].start[0], plain.lines[0].start[1])
    assert mirrored.texts[0].text == plain.texts[0].text
    assert mirrored.texts[0].at == (640 - plain.texts[0].at[0], plain.texts[0].at[1])


@given(
    xs=st.lists(st.integers(0, 640 * 4).map(lambda x: x / 4), min_size=33, max_size=33),
    severity=st.sampled_from(Severity),
)
def test_mirrored_twice_is_the_same(xs: list[float], severity: Severity) -> None:
    points = np.column_stack((np.array(xs), np.linspace(0, 350, 33)))
    focus = Focus("Hip line", JUDGED, HIP_LINE, severity)
    update = update_of(pose_of(points), severity=severity, focus=focus)
    assert mirror(mirror(compose(update))) == compose(update)
    assert mirror(compose(update, mirrored=True)) == compose(update)


def test_places_are_those_of_the_dots() -> None:
    pose = pose_of(LEFT_KNEE=Doubt.OUTSIDE, LEFT_HIP=Doubt.HIDDEN)
    found = places(pose)
    assert found[Landmark.LEFT_HIP] == (10.0 + 23, 20.0 + 46)
    assert Landmark.LEFT_KNEE not in found
    assert Landmark.LEFT_PINKY not in found
    assert [dot.at for dot in compose(update_of(pose)).dots] == list(found.values())
