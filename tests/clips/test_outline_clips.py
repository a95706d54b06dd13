"""Rendered cat-cow as the real estimator saw it: a back that moves, and one that does not."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from calibration.outline_clips import CLIPS, FOLDER, Clip, StiffBack
from formcheck.exercises.loader import load_exercise
from formcheck.pose.recorded import load_poses
from formcheck.session.offline import analyse_poses
from formcheck.session.record import SessionRecord
from formcheck.session.session import Session
from samples.mannequin.patient import plan_for

BY_NAME = pytest.mark.parametrize("clip", CLIPS, ids=lambda clip: clip.name)


def counted(clip: Clip, *, outline: bool = True) -> SessionRecord:
    poses = load_poses(FOLDER / f"{clip.name}.npz")
    poses = poses if outline else replace(poses, outline_px=None)
    return analyse_poses(poses, Session(load_exercise("cat-cow")), name=clip.name)


def truth(clip: Clip) -> list[dict[str, float]]:
    reps: list[dict[str, float]] = json.loads((FOLDER / f"{clip.name}.json").read_text())["reps"]
    return reps


@BY_NAME
def test_only_a_back_that_moves_is_counted(clip: Clip) -> None:
    record = counted(clip)
    assert record.focus == "back_bow"
    assert not record.faults
    true = [] if clip.stiff else truth(clip)
    assert record.counts.full == len(record.reps) == len(true)
    for rep, one in zip(record.reps, true, strict=True):
        assert rep.turn_s == pytest.approx(one["turn_s"], abs=0.7)


@BY_NAME
def test_without_the_outline_the_head_is_counted_stiff_or_not(clip: Clip) -> None:
    record = counted(clip, outline=False)
    assert record.focus == "head_flex"
    assert record.counts.full == len(truth(clip)) > 0


def test_a_stiff_back_keeps_its_shape_and_all_else_moves() -> None:
    (clip,) = [one for one in CLIPS if one.name == "stiff"]
    plan = plan_for(clip.variation)
    stiff = replace(plan, solver=StiffBack(plan.solver))
    turns_s = [one["turn_s"] for one in truth(clip)]
    postures = [stiff.posture_at(time_s) for time_s in (3.5, *turns_s)]
    assert len({(one.lumbar_deg, one.thoracic_deg) for one in postures}) == 1
    assert max(abs(plan.posture_at(time_s).lumbar_deg) for time_s in turns_s) > 20.0
    necks = [one.neck_deg for one in postures]
    assert max(necks) - min(necks) > 25.0


def test_every_clip_is_there_and_nothing_else() -> None:
    names = {path.name for path in Path(FOLDER).iterdir()}
    assert names == {f"{one.name}.{kind}" for one in CLIPS for kind in ("json", "npz")}
