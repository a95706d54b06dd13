"""What must be right before the start, step by step, and what would be better."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from formcheck.capture.light import Light, Lighting
from formcheck.checking.framing import is_far, is_tilted
from formcheck.checking.results import ViewEstimate
from formcheck.checking.start import applies, met
from formcheck.checking.view import SIDE_GOOD_DEG, YAW_SD_DEG, allows, nearest
from formcheck.exercises.spec import Exercise, View
from formcheck.features.reading import Reading
from formcheck.features.sided import SidedPose
from formcheck.language import N_, _
from formcheck.session import reasons
from formcheck.session.update import NotJudged, SetupStep

TURN_MORE = N_("Turn a little more, your side square to the camera.")
NEAR = N_("Within four metres of the camera.")
CLOSER = N_("Come closer to the camera.")
LEVEL = N_("Level the camera: the floor looks tilted.")
ENOUGH_LIGHT = N_("Light from in front of you.")
LIGHTS = {
    Lighting.DARK: reasons.TOO_DARK.mend,
    Lighting.GLARE: N_("Too bright: turn away from the window."),
    Lighting.MISTY: N_("The picture is misty: wipe the lens."),
}
ALONE = N_("Only you in the picture.")


def turned_enough(view: ViewEstimate) -> bool:
    """Whether nothing need be asked of the view: a front view, or a side view up to 20 degrees.

    As with every limit, more must be beyond it by more than the error.
    """
    return view.name != View.SIDE or view.yaw_deg <= SIDE_GOOD_DEG + YAW_SD_DEG


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What a frame shows of the way to the start."""

    view: ViewEstimate
    readings: Mapping[str, Reading]
    body: SidedPose | None
    light: Light | None
    """None where it is not known."""
    blocked: NotJudged | None
    """Why nothing can be judged."""
    armed: bool
    """Whether the session is under way: then all is done."""


def setup_steps(exercise: Exercise, setting: Setting) -> tuple[SetupStep, ...]:
    """Return what must be right before the start, and whether it is; of the light where known."""
    steps = tuple(_steps(exercise, setting))
    return tuple(replace(one, done=True) for one in steps) if setting.armed else steps


def _steps(exercise: Exercise, setting: Setting) -> Iterator[SetupStep]:
    view, body, blocked = setting.view, setting.body, setting.blocked
    wanted = nearest(view, exercise.camera.views)
    turned = allows(view, exercise.camera.views)
    seen = blocked is None or blocked in (reasons.TURN_SIDE, reasons.TURN_FRONT)
    turn = reasons.TURN_SIDE if wanted is View.SIDE else reasons.TURN_FRONT
    ask = TURN_MORE if turned and not turned_enough(view) else turn.mend
    yield SetupStep("seen", _("Let me see your whole body."), seen)
    yield SetupStep("view", _(ask), turned and turned_enough(view))
    yield from _framing(exercise, body if turned else None, wanted)
    yield from _light(setting.light)
    yield _alone(body)
    for one in exercise.start.conditions:
        if applies(one, view) or not turned:
            yield SetupStep(one.feature, one.text, turned and met(one, setting.readings))
    yield SetupStep("still", _("Hold still."), done=False)


def _framing(exercise: Exercise, body: SidedPose | None, wanted: View) -> Iterator[SetupStep]:
    """Yield whether the person is near enough, and what is wrong with the camera's place."""
    far = body is not None and is_far(body)
    yield SetupStep("distance", _(CLOSER if far else NEAR), body is not None and not far)
    if body is not None and wanted is View.SIDE and is_tilted(body, exercise.camera.floor):
        yield SetupStep("level", _(LEVEL), done=False)


def _light(light: Light | None) -> Iterator[SetupStep]:
    if light is not None:
        text = LIGHTS.get(light.lighting, ENOUGH_LIGHT)
        yield SetupStep("light", _(text), light.lighting is Lighting.FINE)


def _alone(body: SidedPose | None) -> SetupStep:
    others = body is not None and body.pose.others > 0
    text = reasons.TWO_PEOPLE.mend if others else ALONE
    return SetupStep("alone", _(text), body is not None and not others)
