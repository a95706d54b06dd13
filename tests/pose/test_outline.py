"""The contour of a back from a formula, whichever way the picture is looked at; then a real one."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from formcheck.capture.frame import Frame
from formcheck.landmarks import Joint, Landmark, Side
from formcheck.pose.looks import PLAIN, Body, Box, Look
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.outline import PLACES, Seen, _into_seen, outline_of
from formcheck.pose.pose import Floats, Pose
from formcheck.pose.smoothing import PoseSmoother
from formcheck.pose.trust import TrustFilter
from tests import bodies
from tests.bodies import SIZE, TRUNK_PX

EDGE_PX = 4.0
"""Width of the mask's soft edge."""
FPS = 25
SHARES = np.array(PLACES)
Bend = Callable[[Floats], Floats]


def flat(shares: Floats) -> Floats:
    return np.full_like(shares, 0.2)


def rounded(shares: Floats) -> Floats:
    return 0.2 + 0.12 * 4 * shares * (1 - shares)


def line(image_px: Floats) -> tuple[Floats, Floats]:
    """Middle of the hips, and the way to the middle of the shoulders."""
    hip, shoulder = (
        image_px[[joint.on(side) for side in Side]].mean(axis=0)
        for joint in (Joint.HIP, Joint.SHOULDER)
    )
    return hip, shoulder - hip


def mask_of(image_px: Floats, outward: Floats, bend: Bend, *, belly: float = -0.2) -> Floats:
    """A person's mask: from the belly's height to the back's, in trunks above the trunk's line."""
    hip, way = line(image_px)
    length = float(np.hypot(*way))
    rows, columns = np.mgrid[: SIZE[1], : SIZE[0]] + 0.5
    points = np.stack([columns, rows], axis=-1) - hip
    shares, heights = points @ way / length**2, points @ outward / length
    beyond = np.maximum(heights - bend(shares), belly - heights)
    return np.clip(0.5 - beyond * length / EDGE_PX, 0.0, 1.0)


def back_of(pose: Pose, outward: Floats, bend: Bend) -> Floats:
    hip, way = line(pose.image_px)
    length = float(np.hypot(*way))
    return hip + SHARES[:, None] * way + bend(SHARES)[:, None] * length * outward


def body_of(image_px: Floats) -> Body:
    return Body(image_px, np.zeros((len(image_px), 3)), np.ones(len(image_px)))


def upward(pose: Pose) -> Floats:
    """The normal of the trunk's line that points to the top of the picture."""
    _, way = line(pose.image_px)
    normal = np.array([way[1], -way[0]]) / np.hypot(*way)
    return normal if normal[1] < 0 else -normal


def plainly(pose: Pose, mask: Floats) -> Floats | None:
    body = body_of(pose.image_px)
    return outline_of(body, Seen(body, mask, SIZE), PLAIN)


@pytest.mark.parametrize("bend", [flat, rounded])
@pytest.mark.parametrize(
    "pose", [bodies.plank(), bodies.mirrored(bodies.plank()), bodies.hands_and_knees()]
)
def test_the_back_of_somebody_on_the_floor_is_up(pose: Pose, bend: Bend) -> None:
    outward = upward(pose)
    found = plainly(pose, mask_of(pose.image_px, outward, bend))
    assert found is not None
    np.testing.assert_allclose(found, back_of(pose, outward, bend), atol=0.15)


UPRIGHT = bodies.sitting(trunk_lean=0.0)


@pytest.mark.parametrize(("pose", "back"), [(UPRIGHT, -1.0), (bodies.mirrored(UPRIGHT), 1.0)])
def test_the_back_of_somebody_upright_is_away_from_the_face(pose: Pose, back: float) -> None:
    outward = np.array([back, 0.0])
    found = plainly(pose, mask_of(pose.image_px, outward, rounded, belly=-0.25))
    assert found is not None
    np.testing.assert_allclose(found, back_of(pose, outward, rounded), atol=0.15)


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("region", [None, Box(500, 150, 980, 620)])
def test_a_turned_picture_or_a_part_of_it_gives_the_same(turns: int, region: Box | None) -> None:
    pose, look = bodies.plank(), Look(turns, region)
    outward = upward(pose)
    mask = mask_of(pose.image_px, outward, rounded)
    seen_mask = look.see(mask)
    size = (seen_mask.shape[1], seen_mask.shape[0])
    seen = body_of(_into_seen(pose.image_px, look, size))
    body = look.to_picture(seen, size)
    np.testing.assert_allclose(body.image_px, pose.image_px)
    found = outline_of(body, Seen(seen, seen_mask, size), look)
    assert found is not None
    np.testing.assert_allclose(found, back_of(pose, outward, rounded), atol=0.15)


@pytest.mark.parametrize(
    ("middle", "found"), [(0.62, True), (0.8, True), (0.98, True), (1.1, False)]
)
def test_a_back_far_from_the_line_is_followed_outwards(middle: float, found: object) -> None:
    def heavy(shares: Floats) -> Floats:
        return 0.4 + (middle - 0.4) * 4 * shares * (1 - shares)

    pose = bodies.plank()
    outward = upward(pose)
    outline = plainly(pose, mask_of(pose.image_px, outward, heavy))
    assert outline is not None
    assert np.isfinite(outline).all() == found
    expected = back_of(pose, outward, heavy)
    seen = np.isfinite(outline)
    np.testing.assert_allclose(outline[seen], expected[seen], atol=0.2)


def test_a_back_rounded_beyond_the_line_of_the_trunk_is_found() -> None:
    pose = bodies.plank()
    outward = upward(pose)
    mask = mask_of(pose.image_px, outward, rounded, belly=0.12)
    # Something stray on the line itself, which lies before the belly.
    column, row = np.floor(np.add(*line(pose.image_px)) - 0.1 * line(pose.image_px)[1]).astype(int)
    mask[row - 1 : row + 2, column - 4 : column + 5] = 1.0
    found = plainly(pose, mask)
    assert found is not None
    np.testing.assert_allclose(found, back_of(pose, outward, rounded), atol=0.15)


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_no_edge_is_not_a_number(value: float) -> None:
    found = plainly(bodies.plank(), np.full(SIZE[::-1], value))
    assert found is not None
    assert np.isnan(found).all()


def test_a_back_beyond_the_border_of_the_picture_is_not_a_number() -> None:
    pose = bodies.plank(trunk_slope=0.0)
    top = float(pose.image_px[Landmark.LEFT_HIP, 1])
    pose.image_px[:, 1] -= top - 0.15 * TRUNK_PX
    found = plainly(pose, mask_of(pose.image_px, upward(pose), flat))
    assert found is not None
    assert np.isnan(found).all()


def test_where_half_the_back_is_not_in_the_mask_the_other_half_is_still_found() -> None:
    pose = bodies.plank(trunk_slope=0.0)
    mask = mask_of(pose.image_px, upward(pose), flat)
    hip, way = line(pose.image_px)
    mask[:, int(hip[0] + way[0] / 2) :] = 0.0
    found = plainly(pose, mask)
    assert found is not None
    assert np.isfinite(found[:7]).all()
    assert np.isnan(found[8:]).all()


def test_the_mask_of_somebody_else_is_not_used() -> None:
    pose = bodies.plank()
    mask = mask_of(pose.image_px, upward(pose), flat)
    body, other = body_of(pose.image_px), body_of(pose.image_px + 1.0)
    assert outline_of(body, Seen(other, mask, SIZE), PLAIN) is None


def test_neither_a_tiny_trunk_nor_one_seen_from_the_front_has_a_back() -> None:
    pose = bodies.plank()
    tiny = body_of(pose.image_px * 0.1)
    assert outline_of(tiny, Seen(tiny, np.ones(SIZE[::-1]), SIZE), PLAIN) is None
    assert plainly(bodies.front(), np.ones(SIZE[::-1])) is None


def test_a_few_hundred_reads_are_enough() -> None:
    pose = bodies.plank()
    mask = mask_of(pose.image_px, upward(pose), rounded)
    reads: list[tuple[int, int]] = []

    class Counting:
        def __getitem__(self, row_column: tuple[int, int], /) -> float:
            reads.append(row_column)
            return float(mask[row_column])

    body = body_of(pose.image_px)
    assert outline_of(body, Seen(body, Counting(), SIZE), PLAIN) is not None
    assert 100 < len(reads) < 400


def test_the_contour_travels_with_the_pose_and_a_wrong_shape_is_told() -> None:
    pose = replace(bodies.plank(), outline_px=np.zeros((15, 2)))
    assert bodies.at_time(pose, 3.0).outline_px is pose.outline_px
    assert PoseSmoother().smooth(pose).outline_px is pose.outline_px
    assert TrustFilter().assess(pose).outline_px is pose.outline_px
    with pytest.raises(ValueError, match=r"outline_px: expected shape \(n, 2\), got \(15, 3\)"):
        replace(pose, outline_px=np.zeros((15, 3)))


@pytest.fixture(scope="module")
def planking(samples_dir: Path) -> list[Frame]:
    """Four frames of a rendered person on knees and forearms."""
    with av.open(str(samples_dir / "plank_good.mp4")) as container:
        frames = itertools.islice(container.decode(video=0), 4)
        images = [frame.to_ndarray(format="bgr24") for frame in frames]
    return [Frame(index, index / FPS, image) for index, image in enumerate(images)]


def poses_of(frames: list[Frame], *, outline: bool) -> list[Pose]:
    with MediapipePose(outline=outline) as estimator:
        poses = [estimator.estimate(frame) for frame in frames]
    assert None not in poses
    return [pose for pose in poses if pose is not None]


@pytest.mark.model
def test_the_option_adds_the_contour_and_changes_nothing_else(planking: list[Frame]) -> None:
    plain, outlined = (poses_of(planking, outline=outline) for outline in (False, True))
    for without, having in zip(plain, outlined, strict=True):
        assert without.outline_px is None
        assert having.outline_px is not None
        for name in ("image_px", "world_m", "visibility"):
            np.testing.assert_array_equal(getattr(without, name), getattr(having, name))
    found = outlined[-1].outline_px
    assert found is not None
    assert found.shape == (len(PLACES), 2)
    hip, way = line(outlined[-1].image_px)
    up = upward(outlined[-1])
    heights = (found - hip) @ up / np.hypot(*way)
    assert ((heights > 0.1) & (heights < 0.4)).all()
    # The shirt is red, the wall is grey: the contour runs between them.
    image = planking[-1].image.astype(int)
    columns, rows = np.floor(found).astype(int).T
    reach = 6
    inside, outside = image[rows + reach, columns], image[rows - reach, columns]
    assert (inside.max(axis=1) - inside.min(axis=1) > 25).all()
    assert (outside.max(axis=1) - outside.min(axis=1) < 25).all()


@pytest.mark.model
def test_nobody_has_no_contour_and_a_closed_estimator_keeps_no_mask() -> None:
    with MediapipePose(outline=True) as estimator:
        assert estimator.estimate(Frame(0, 0.0, np.zeros((180, 320, 3), np.uint8))) is None
    assert estimator._running is None


@pytest.mark.model
def test_looking_at_an_enlarged_part_of_the_picture_finds_the_same_contour(
    planking: list[Frame],
) -> None:
    plain = poses_of(planking, outline=True)[-1]
    with MediapipePose(outline=True) as estimator:
        first = estimator.estimate(planking[0])
        assert first is not None
        running = estimator._running
        assert running is not None
        region = Box.around(first.image_px).grown(1.4, first.image_size)
        running.follower._turn_to(Look(region=region))
        # As after a search that found the same body twice.
        running.follower._plain_s, running.follower._sure = planking[-1].time_s, True
        pose = [estimator.estimate(frame) for frame in planking[1:]][-1]
        assert running.follower.look == Look(region=region)
    assert pose is not None
    assert plain.outline_px is not None
    assert pose.outline_px is not None
    # Places on the trunk's line are other ones, as its landmarks are: so only their height counts.
    for one in pose.outline_px:
        assert np.hypot(*(plain.outline_px - one).T).min() < 12.0
