"""What a virtual patient is asked to do: one seed, one exercise, at most one planted fault."""

from dataclasses import dataclass
from typing import Final

from samples.mannequin.body import Body
from samples.mannequin.faults import KEYED, OF_THE_RULE, RARER, FaultKind, KeyedFault
from samples.mannequin.movements import movements
from samples.mannequin.people import Wish, wished


def _kind(feature: str, form: float, sign: int, low: float, high: float) -> FaultKind:
    return FaultKind(feature=feature, form=form, sign=sign, sizes_deg=(low, high))


FAULTS: Final[dict[str, dict[str, FaultKind]]] = {
    "plank": {
        "sag": _kind("hip_deviation", 0.0, -1, 23.0, 32.0),
        "pike": _kind("hip_deviation", 0.0, 1, 36.0, 46.0),
    },
    "bridge": {
        "feet_far": _kind("knee_angle", 90.0, 1, 37.0, 43.0),
        "feet_close": _kind("knee_angle", 90.0, -1, 37.0, 45.0),
        "over_arch": _kind("hip_extension", 180.0, 1, 19.0, 26.0),
        "partial": _kind("hip_extension", 180.0, -1, 24.0, 28.0),
    },
    "bird-dog": {
        "leg_high": _kind("thigh_slope", 0.0, 1, 18.0, 32.0),
        "leg_low": _kind("thigh_slope", 0.0, -1, 44.0, 52.0),
        "arm_low": _kind("arm_line", 180.0, -1, 62.0, 69.0),
    },
    "sitting-side": {
        "head_forward": _kind("neck_lean", 0.0, 1, 20.0, 32.0),
        "trunk_forward": _kind("trunk_lean", 0.0, 1, 26.0, 36.0),
    },
    "sitting-front": {
        "slump": _kind("neck_lean", 0.0, 1, 40.0, 48.0),
        "lean_in": _kind("trunk_lean", 0.0, 1, 24.0, 30.0),
        "shoulder_tilt": _kind("shoulder_tilt", 0.0, 1, 15.0, 21.0),
    },
}
"""Place (exercise, for sitting with its view) to check id to what is planted: what the benchmark
shows. `faults.RARER` has the others."""

NOTHING: Final = ("talking", "walking_through", "getting_up_and_down")
"""Movements that count nothing: fault ``none:<name>``."""

CONDITIONS: Final = (
    "noise", "blur", "dark", "bright", "backlight", "compressed", "dropped", "furniture",
    "bystander", "passer_by",
)  # fmt: skip
"""What can make seeing hard: the camera's flaws, then the room's."""

FRONT_FAULTS: Final = frozenset(FAULTS["sitting-front"] | RARER["sitting-front"])

_OWN_ROUTINE: Final = frozenset({"sitting", *FAULTS, *RARER})
_FRONT: Final = frozenset({"sitting-front", "side-plank"})


def exercises() -> list[str]:
    """Return every exercise that a patient can do: with a routine of its own, or by key poses."""
    own = [place for place in RARER if place not in FAULTS]
    return ["sitting", *FAULTS, *own, *(slug for slug in movements() if slug not in _OWN_ROUTINE)]


def faults_of(place: str) -> dict[str, FaultKind]:
    """Return what can be planted, by check id, with a value; see also `PARTIAL`."""
    if place in _OWN_ROUTINE:
        return FAULTS.get(place, {}) | RARER.get(place, {})
    return dict(KEYED.get(place, {}))


PARTIAL: Final = "partial"
"""Fault of every movement that is counted: 60 % of the way. Of arm and leg together it is the arm
alone, of swings to and fro 40 % of the own swing, after two whole ones."""
_COUNTED: Final = frozenset({"reps", "limbs", "cycle"})


def fault_names(place: str) -> list[str]:
    """Return all that can be planted in an exercise."""
    names = [*faults_of(place), *OF_THE_RULE.get(place, ())]
    if place not in _OWN_ROUTINE and movements()[place].kind in _COUNTED:
        names.append(PARTIAL)
    return names


MOST_PITCH_DEG: Final = 15.0
_LIMITS: Final = (
    ("pitch_deg", -MOST_PITCH_DEG, MOST_PITCH_DEG),
    ("roll_deg", -45.0, 45.0),
    ("fov_deg", 30.0, 100.0),
    ("tempo", 0.4, 2.5),
    ("amplitude", 0.85, 1.1),
    ("tremor", 0.0, 2.0),
)
"""Option, least and greatest value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """One clip of one virtual patient; the same variation gives the same clip.

    Raises
    ------
    ValueError
        For an exercise or a fault that no patient can show.
    """

    seed: int
    """Draws person, clothes, pace, camera and everything that is not given here."""
    exercise: str
    """One of `exercises`; ``sitting-front`` and ``sitting-side`` choose the view, which otherwise
    follows from the fault (side when there is none)."""
    fault: str = ""
    """Check id, ``partial``, ``none:<movement>`` for a clip without exercise, or empty."""
    fault_size_deg: float | None = None
    """Degrees away from ideal form (`FaultKind.form`); None draws one beyond the fault limit."""
    yaw_deg: float = 0.0
    """Camera off the exact side (or front) view; + goes towards where the feet of a bridge or the
    face of everybody else points, and in a front view towards the person's left."""
    distance_m: float | None = None
    """Camera to the middle of the body; grows where the body would not fit the picture."""
    height_m: float | None = None
    """Lens above the floor."""
    fps: int = 30
    size: tuple[int, int] = (960, 540)
    """Width and height, pixels."""
    pre_roll_s: float = 2.0
    """Still time in the start pose before the exercise begins."""
    reps: int | None = None
    """Repetitions; of a plank, holds. None draws a number."""
    mirrored_side: bool | None = None
    """True: the camera is at the person's left. None draws the side."""
    roll_deg: float = 0.0
    """Camera turned clockwise about its line of sight."""
    pitch_deg: float = 0.0
    """Camera turned up (+) or down from where it has the body in the middle, at most
    `MOST_PITCH_DEG`; the body stays in the picture."""
    fov_deg: float | None = None
    """Width of the picture as an angle; grows where the body would not fit. None draws it."""
    tempo: float | None = None
    """Pace: 1 is the pace of the shipped clips, more is quicker. None draws it."""
    amplitude: float | None = None
    """Share of the key poses' way in good form, 0.85 to 1.1; None draws it. (The four movements
    with a routine of their own draw their range in degrees; less is the fault ``partial``.)"""
    tremor: float | None = None
    """Fine tremor against the slow unrest of the body; 0 is none. None draws it."""
    body: tuple[Wish, ...] = ()
    """What the person is like, where it is not to be drawn (`people.wished`)."""
    conditions: tuple[str, ...] = ()
    """What makes seeing hard, out of `CONDITIONS`; ``random`` draws one or two."""

    def __post_init__(self) -> None:
        """Refuse what cannot be shown."""
        known = exercises()
        if self.exercise not in known:
            raise ValueError(f"exercise: expected one of {', '.join(known)}; got {self.exercise}")
        faults = ["", *fault_names(self.place), *(f"none:{name}" for name in NOTHING)]
        if self.fault not in faults:
            raise ValueError(
                f"fault: expected for {self.place} one of {', '.join(faults[1:])}; got {self.fault}"
            )
        strange = set(self.conditions) - {*CONDITIONS, "random"}
        if strange:
            raise ValueError(
                f"conditions: expected some of random, {', '.join(CONDITIONS)}; "
                f"got {', '.join(sorted(strange))}"
            )
        self._check_sizes()

    def _check_sizes(self) -> None:
        for name, low, high in _LIMITS:
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                raise ValueError(f"{name}: expected {low:g} to {high:g}, got {value:g}")
        wished(Body(), self.body)

    @property
    def place(self) -> str:
        """Exercise, for sitting with its view: a key of `FAULTS`."""
        if self.exercise != "sitting":
            return self.exercise
        return "sitting-front" if self.fault in FRONT_FAULTS else "sitting-side"

    @property
    def keyed(self) -> bool:
        """Whether the motion comes from the exercise's key poses."""
        return self.exercise not in _OWN_ROUTINE

    @property
    def front(self) -> bool:
        """Whether it is meant to be seen from the front."""
        if self.keyed:
            own = self.kind.view if isinstance(self.kind, KeyedFault) else ""
            return (own or movements()[self.exercise].view) == "front"
        return self.place in _FRONT

    @property
    def slug(self) -> str:
        """Name of the exercise in the program's catalogue."""
        return "sitting" if self.exercise.startswith("sitting") else self.exercise

    @property
    def kind(self) -> FaultKind | None:
        """What is planted, or None."""
        return faults_of(self.place).get(self.fault)

    @property
    def nothing(self) -> str:
        """Movement of a clip without exercise, or empty."""
        return self.fault.partition("none:")[2]
