"""A rendered person whose joint angles are known exactly.

A clip goes one way, and every step is a pure function of the one before::

    from samples.mannequin.catalog import PLANS
    from samples.mannequin.clip import write_clip

    plan = PLANS["bridge_good"]()          # body, camera, timeline of key parameters, planted fault
    postures = plan.postures()             # timeline -> segment directions, one posture a frame
    joints = [solve_joints(plan.body, p) for p in postures]   # forward kinematics, metres
    write_clip(plan, Path("samples"), jobs=2)                 # pictures, H.264 and truth

A virtual patient is drawn from a seed: another person, pace, camera, fault or room each time::

    from samples.mannequin.patient import Variation, plan_for

    plan = plan_for(Variation(seed=7, exercise="bridge", fault="feet_far", yaw_deg=15.0))

Every exercise of the catalogue that has key poses can be asked for; ``routines/keyed.py`` says how
a new one gets its clips.

World axes: ``x`` along the mat, ``z`` up, the person's left is ``y`` (so the sagittal plane is xz).
"""
