"""What a perfect camera would measure: the program's own features from the true joints."""

import numpy as np

from formcheck.features.body import FEATURES
from formcheck.features.sided import SidedPose
from formcheck.landmarks import COUNT, Landmark, Side
from formcheck.pose.pose import Doubt, Pose
from samples.mannequin.body import Body
from samples.mannequin.skeleton import Posture, solve_joints

_PX_A_M = 400.0


def true_feature(body: Body, posture: Posture, feature: str, *, side: str, view: str) -> float:
    """Return a feature of the true joints, in parallel projection on the plane of a view.

    Parameters
    ----------
    feature
        A name in `formcheck.features.body`.
    side
        ``left`` or ``right``: the limb that is measured.
    view
        ``side`` or ``front``.

    Returns
    -------
    float
        In the feature's unit; NaN when the figure has not what it needs.
    """
    joints, across = solve_joints(body, posture), 0 if view == "side" else 1
    px = np.full((COUNT, 2), np.nan)
    for landmark in Landmark:
        place = joints.get(landmark.name.lower())
        if place is not None:
            px[landmark] = _PX_A_M * place[across], -_PX_A_M * place[2]
    missing = np.isnan(px[:, 0])
    pose = Pose(
        time_s=0.0, image_px=px, world_m=np.full((COUNT, 3), np.nan),
        visibility=np.where(missing, 0.0, 1.0), image_size=(960, 540),
        doubt=np.where(missing, Doubt.HIDDEN, Doubt.NONE).astype(np.uint8),
    )  # fmt: skip
    return FEATURES[feature].measure(SidedPose(pose, Side(side)))
