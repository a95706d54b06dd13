"""Key poses of a movement, as directions of the body's segments.

They are what the animated picture is drawn from, and the rendered patients of the tests move by
them. Directions are degrees in the sagittal plane: 0 points ahead (to where somebody upright looks,
or to the head end of somebody on hands and knees), 90 up, 180 back, 270 down.
"""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, model_validator

Seconds = Annotated[FiniteFloat, Field(ge=0.0)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Anchor(StrEnum):
    """What stays in its place while the body moves."""

    HIP = "hip"
    FOOT = "foot"
    KNEE = "knee"
    HAND = "hand"
    ELBOW = "elbow"


class Thing(StrEnum):
    """What a movement is done with; whoever sits is drawn on a chair without it being said."""

    BOX = "box"
    """Between the hands."""
    STEP = "step"
    """Under the foot that is off the floor."""
    STRAP = "strap"
    """From the hands round the higher foot."""


class LimbPose(_Table):
    """Directions of one arm and one leg; what is missing is as on the other side."""

    arm: FiniteFloat | None = None
    """Shoulder to elbow."""
    forearm: FiniteFloat | None = None
    """Elbow to wrist."""
    thigh: FiniteFloat | None = None
    """Hip to knee."""
    shank: FiniteFloat | None = None
    """Knee to ankle."""
    foot: FiniteFloat | None = None
    """Heel to ball of the foot."""


class KeyPose(_Table):
    """One pose of the movement, and how long it takes to get there and is kept."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    move_s: Seconds = 1.5
    """From the pose before it."""
    stay_s: Seconds = 1.0
    trunk: FiniteFloat
    """Hips to shoulders."""
    neck: FiniteFloat
    """Shoulders to ears."""
    face: FiniteFloat
    """Where the face looks."""
    arm: FiniteFloat
    forearm: FiniteFloat
    thigh: FiniteFloat
    shank: FiniteFloat
    foot: FiniteFloat
    lumbar: FiniteFloat = 0.0
    """Low back rounded (+) or arched (-) from its neutral curve."""
    thoracic: FiniteFloat = 0.0
    """Upper back rounded (+) or arched (-)."""
    turn: FiniteFloat = 0.0
    """Shoulder line turned to the person's left."""
    side: FiniteFloat = 0.0
    """Trunk leaned to the person's left."""
    look: FiniteFloat = 0.0
    """Head turned to the person's left."""
    spread: FiniteFloat = 0.0
    """Legs away from the mid line, each."""
    roll: FiniteFloat = 0.0
    """Bent knees of somebody who lies, fallen to the person's left; the feet stay."""
    lay: FiniteFloat = 0.0
    """Whole body tipped over to the person's left, propped on the lower arm, the upper one along
    the trunk: 90 lies on the side. Drawn, not rendered."""
    fold: FiniteFloat = 0.0
    """Forearms turned in front of the body, each to the other side; drawn, not rendered."""
    near: LimbPose = LimbPose()
    """The limbs nearer to the camera, where they differ."""
    far: LimbPose = LimbPose()
    """The others, where they differ."""


class Figure(_Table):
    """The movement: from the first pose through the others, and back to the first."""

    anchor: Anchor
    thing: Thing | None = None
    """Drawn with it."""
    poses: tuple[KeyPose, ...] = Field(min_length=1)

    @property
    def on_the_side(self) -> bool:
        """Whether it lies on the side: then its directions are not what a camera sees."""
        return any(pose.lay for pose in self.poses)

    @model_validator(mode="after")
    def _names_once(self) -> Self:
        names = [pose.name for pose in self.poses]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"pose names must be unique, found twice: {', '.join(twice)}")
        return self
