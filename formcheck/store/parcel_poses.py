"""Raw poses in a parcel: what the pose model said of a recording, frame by frame."""

from typing import Any, Final

from formcheck.errors import PosesError
from formcheck.landmarks import COUNT
from formcheck.language import N_, _
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.recorded import RecordedPoses
from formcheck.store.parcel import MOST_POSE_FRAMES, ParcelError
from formcheck.store.parcel_arrays import Kind, array_bytes, array_in, times_in
from formcheck.store.parcel_forms import PosesForm, form_of, plain
from formcheck.store.parcel_zip import POSES_INFO, OpenParcel

_ARRAYS: Final[dict[str, tuple[Kind, tuple[int, ...]]]] = {
    "time_s": ("<f8", ()),
    "image_px": ("<f4", (COUNT, 2)),
    "world_m": ("<f4", (COUNT, 3)),
    "visibility": ("<f4", (COUNT,)),
    "others": ("<f4", ()),
}
"""Name, type and the shape of one frame; seven digits are far below what a pose is wrong by."""
_OPTIONAL: Final = "others"


def pose_members(poses: RecordedPoses) -> dict[str, bytes]:
    """Return the members for raw poses; raise ParcelError when there are too many.

    The contour of the back, which no rule needs afterwards, stays at home.
    """
    if len(poses) > MOST_POSE_FRAMES:
        raise ParcelError(
            _(
                "Expected poses of at most {most} frames, found {found}: send a shorter recording."
            ).format(most=MOST_POSE_FRAMES, found=len(poses))
        )
    info = PosesForm.model_validate({"image_size": poses.image_size, "model": plain(poses.model)})
    arrays = {
        f"poses.{name}.npy": array_bytes(getattr(poses, name), kind)
        for name, (kind, _shape) in _ARRAYS.items()
        if getattr(poses, name) is not None
    }
    return {POSES_INFO: info.model_dump_json().encode(), **arrays}


def poses_in(opened: OpenParcel) -> RecordedPoses | None:
    """Return the raw poses of a parcel; None where there are none; raise ParcelError."""
    there = {name for name in opened.members if name.startswith("poses.")}
    if not there:
        return None
    info = form_of(opened, POSES_INFO, PosesForm)
    arrays = {"time_s": times_in(opened, "poses.time_s.npy")}
    frames = len(arrays["time_s"])
    if frames > MOST_POSE_FRAMES:
        raise opened.error(
            N_("{path} is refused: expected at most {most} frames of poses, found {found}."),
            most=MOST_POSE_FRAMES,
            found=frames,
        )
    for name, (kind, shape) in _ARRAYS.items():
        member = f"poses.{name}.npy"
        if name not in arrays and (name != _OPTIONAL or member in there):
            arrays[name] = array_in(opened, member, kind, (frames, *shape))
    loose = there - {POSES_INFO, *(f"poses.{name}.npy" for name in arrays)}
    if loose:
        raise opened.error(N_("{path} is damaged: {member} does not belong."), member=min(loose))
    given: dict[str, Any] = dict(arrays)
    try:
        model = ModelInfo(**info.model.model_dump())
        return RecordedPoses(**given, image_size=info.image_size, model=model)
    except PosesError as error:
        raise opened.error(N_("{path} is damaged: poses, {reason}."), reason=error) from error
