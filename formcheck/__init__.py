"""A camera, a pose, a rule, a cue.

The whole flow in ten lines::

    from formcheck.capture.choose import open_source
    from formcheck.exercises.loader import load_exercise
    from formcheck.pose.mediapipe_pose import MediapipePose
    from formcheck.session.session import Session

    session = Session(load_exercise("bridge"))
    with open_source("samples/bridge_good.mp4") as source, MediapipePose() as estimator:
        while (frame := source.read()) is not None:
            update = session.update(frame.time_s, estimator.estimate(frame))
            print(update.counts.full, update.cue)
"""
