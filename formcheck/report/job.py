"""One recording from start to end: check everything, analyse, write results.

Whoever analyses a file does it here: `formcheck analyse`, the demo, and each process of a batch.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from formcheck.capture.photo import is_photo
from formcheck.errors import OutputError
from formcheck.exercises.spec import Exercise
from formcheck.language import _
from formcheck.pose.recorded import PoseRecorder, RecordedPoses, save_poses
from formcheck.report.exported import About, Exported
from formcheck.report.exports import check_exports, kind_of, write_exports
from formcheck.report.files import check_output, replacing
from formcheck.report.json_report import write_record
from formcheck.report.look import ALL_EYES, Eyes, has_poses, poses_of
from formcheck.report.recognised import Recognised, recognised
from formcheck.report.shown import Shown
from formcheck.session.offline import Progress, analyse, analyse_poses
from formcheck.session.record import SessionRecord
from formcheck.session.session import Session
from formcheck.session.still import judge_still
from formcheck.session.zero import check_shift

_DRAWN: Final = "formcheck.report.drawn_job"
"""Loaded when it is asked for: what draws takes half a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """Which results are written, and where."""

    json: Path | None = None
    reports: tuple[Path, ...] = ()
    """Reports for people: .html or .pdf."""
    pictures: Shown = Shown.BLURRED
    """What may be seen of the person in a report."""
    annotated: Path | None = None
    poses: Path | None = None
    exports: tuple[Path, ...] = ()
    """Files for other programs, whose kind is in their names."""
    subject: str = ""
    """Whom an export is about; empty names nobody."""
    blur_face: bool = False
    """Whether the face in the annotated video is made unrecognisable."""

    @property
    def needs_poses(self) -> bool:
        """Whether the poses themselves are written, or are needed for pictures."""
        pictured = bool(self.reports) and self.pictures is not Shown.NONE
        landmarks = any(kind_of(file).landmarks for file in self.exports)
        drawn = self.annotated is not None
        return self.poses is not None or pictured or landmarks or drawn

    def files(self) -> list[Path]:
        """Return every file that will be written."""
        named = (self.json, *self.reports, self.annotated, self.poses, *self.exports)
        return [path for path in named if path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to analyse and what to write."""

    source: str
    """A video, a picture or recorded poses, as the user wrote it."""
    exercise: Exercise | None
    """None: to be recognised."""
    outputs: Outputs
    eyes: Eyes = ALL_EYES
    """By what it is looked at."""
    zero_deg: float = 0.0
    """The person's own zero."""
    name: str = ""
    """What the results call the recording; ``source`` when empty."""

    @property
    def called(self) -> str:
        """What the results call the recording."""
        return self.name or self.source


@dataclass(frozen=True, slots=True)
class Done:
    """What came out."""

    record: SessionRecord
    exercise: Exercise
    still: bool = False
    """Whether it was a single picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found in a recording."""

    path: Path
    """Where it is."""
    record: SessionRecord
    exercise: Exercise
    poses: RecordedPoses | None
    """None where nothing that is written needs them."""


def run_job(
    job: Job,
    on_progress: Callable[[Progress], None],
    on_found: Callable[[Recognised], None] | None = None,
) -> Done:
    """Analyse and write everything; raise a FormcheckError for anything that is not right.

    A recording that breaks off is analysed up to there: ``ended`` of the record says so.

    Parameters
    ----------
    job
        What to analyse and what to write.
    on_progress
        Called after each frame.
    on_found
        Called with the exercise that was recognised, where none was named.
    """
    path = Path(job.source).expanduser()
    _check(job, path)
    record, exercise, poses = _analysed(job, path, on_progress, on_found)
    found = Found(path=path, record=record, exercise=exercise, poses=poses)
    if job.outputs.reports:
        import_module(_DRAWN).write_job_reports(job, found)
    if job.outputs.json is not None:
        write_record(job.outputs.json, record)
    about = About(subject=job.outputs.subject)
    exported = Exported(record=record, exercise=exercise, poses=poses, about=about)
    write_exports(job.outputs.exports, exported)
    if job.outputs.annotated is not None:
        import_module(_DRAWN).write_job_video(job, found, on_progress)
    if job.outputs.poses is not None and poses is not None:
        with replacing(job.outputs.poses) as written:
            save_poses(written, poses)
    return Done(record, exercise, still=is_photo(path))


def _analysed(
    job: Job,
    path: Path,
    show: Callable[[Progress], None],
    on_found: Callable[[Recognised], None] | None,
) -> tuple[SessionRecord, Exercise, RecordedPoses | None]:
    known = has_poses(path) or is_photo(path)
    exercise, seen = job.exercise, None
    if known or exercise is None:
        seen = poses_of(path, job.eyes, show)
        exercise = exercise or _recognised(job, seen.poses, on_found)
    session = Session(exercise, zero_shift_deg=job.zero_deg)
    if seen is None or (job.exercise is None and exercise.outline and not known):
        # A first look, to recognise it, was without the outline: where it is needed, look again.
        record, poses = _analyse_video(job, path, session, show)
        return record, exercise, poses
    if is_photo(path):
        return judge_still(seen.poses, session, name=job.called), exercise, seen.poses
    record = analyse_poses(seen.poses, session, name=job.called, ended=seen.ended, on_progress=show)
    return record, exercise, seen.poses


def _recognised(
    job: Job, poses: RecordedPoses, on_found: Callable[[Recognised], None] | None
) -> Exercise:
    found = recognised(poses, job.called)
    if on_found is not None:
        on_found(found)
    check_shift(found.exercise, job.zero_deg)
    return found.exercise


def _check(job: Job, source: Path) -> None:
    """Find out what is wrong before the long work starts."""
    if job.exercise is not None:
        check_shift(job.exercise, job.zero_deg)
    files = job.outputs.files()
    if is_photo(source) and files not in ([], [job.outputs.json]):
        raise OutputError(
            _(
                "A still picture has no course over time: give a video, or leave out --report, "
                "--annotated, --save-poses and --export."
            )
        )
    if job.outputs.blur_face and job.outputs.annotated is None:
        raise OutputError(
            _(
                "--blur-face is for the video with all marks: name one with --annotated, or leave "
                "out --blur-face."
            )
        )
    check_exports(job.outputs.exports)
    if job.outputs.reports:
        import_module(_DRAWN).check_reports(job.outputs.reports)
    for file in files:
        check_output(file)
    places = [file.resolve() for file in (source, *files)]
    if len(set(places)) < len(places):
        raise OutputError(_("Two of the files are the same: give every result a name of its own."))
    if has_poses(source) and (job.outputs.annotated or job.outputs.poses):
        option = "--annotated" if job.outputs.annotated else "--save-poses"
        raise OutputError(
            _(
                "{option} needs the pictures, and {file} holds poses alone: give the video "
                "that they came from, or leave out {option}."
            ).format(option=option, file=job.source)
        )


def _analyse_video(
    job: Job, path: Path, session: Session, show: Callable[[Progress], None]
) -> tuple[SessionRecord, RecordedPoses | None]:
    """Analyse a video as it is looked at. The poses come back where they are needed."""
    with job.eyes.looking(path, outline=session.exercise.outline) as looking:
        recorder = PoseRecorder(looking.info.size_px, looking.model)
        needed = job.outputs.needs_poses
        record = analyse(
            looking,
            session,
            name=job.called,
            on_pose=recorder.add if needed else None,
            on_progress=show,
        )
    return record, recorder.poses() if needed else None
