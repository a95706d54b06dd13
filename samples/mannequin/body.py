"""Who is shown: the lengths and girth of a body, and what it wears.

Lengths are shares of the height after Drillis and Contini (1966), the usual table for adults.
"""

from dataclasses import dataclass, field

Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outfit:
    """Colours of the person; clothes should stand out from wall and mat."""

    skin: Colour = (224, 172, 138)
    hair: Colour = (74, 48, 34)
    top: Colour = (206, 84, 70)
    legs: Colour = (52, 62, 92)
    shoes: Colour = (236, 236, 232)
    soles: Colour = (228, 140, 60)
    hair_cut: str = "short"
    """``short``, ``long``, ``bun`` or ``bald``."""
    sleeves: str = "short"
    """``short`` or ``long``."""
    trousers: str = "long"
    """``long``, or ``short`` above the knee."""
    loose_m: float = 0.0
    """How far shirt and trousers stand off the body and hang down; 0 is tight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Proportions of one adult."""

    height_m: float = 1.72
    """Standing height, metres."""
    girth: float = 1.0
    """Scale of all thicknesses: 1 is slim to average, 1.3 is heavy."""
    leg_share: float = 1.0
    """Scale of thigh and shank alone: long or short legs at the same height."""
    outfit: Outfit = field(default_factory=Outfit)
    """Colours."""
    arm_share: float = 1.0
    """Scale of upper arm and forearm alone."""
    trunk_share: float = 1.0
    """Scale of hips to shoulders alone."""

    def __post_init__(self) -> None:
        """Refuse a body that no adult has."""
        for name, low, high in (
            ("height_m", 1.3, 2.2),
            ("girth", 0.7, 1.8),
            ("leg_share", 0.85, 1.15),
            ("arm_share", 0.85, 1.15),
            ("trunk_share", 0.85, 1.15),
        ):
            value = getattr(self, name)
            if not low <= value <= high:
                raise ValueError(f"{name}: expected {low} to {high}, got {value}")

    @property
    def thigh_m(self) -> float:
        """Hip to knee."""
        return 0.245 * self.height_m * self.leg_share

    @property
    def shank_m(self) -> float:
        """Knee to ankle."""
        return 0.246 * self.height_m * self.leg_share

    @property
    def trunk_m(self) -> float:
        """Hip line to shoulder line."""
        return 0.288 * self.height_m * self.trunk_share

    @property
    def upper_arm_m(self) -> float:
        """Shoulder to elbow."""
        return 0.180 * self.height_m * self.arm_share

    @property
    def forearm_m(self) -> float:
        """Elbow to wrist."""
        return 0.150 * self.height_m * self.arm_share

    @property
    def hand_m(self) -> float:
        """Wrist to finger tips."""
        return 0.105 * self.height_m

    @property
    def ear_m(self) -> float:
        """Shoulder line to ear."""
        return 0.118 * self.height_m

    @property
    def half_shoulders_m(self) -> float:
        """Mid line to shoulder joint."""
        return 0.102 * self.height_m

    @property
    def half_hips_m(self) -> float:
        """Mid line to hip joint."""
        return 0.054 * self.height_m

    @property
    def ankle_height_m(self) -> float:
        """Ankle joint above the sole of the shoe."""
        return 0.048 * self.height_m

    @property
    def scale(self) -> float:
        """Size against the 1.72 m body that the meshes are drawn for."""
        return self.height_m / 1.72
