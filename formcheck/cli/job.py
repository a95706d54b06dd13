"""One recording from start to end: check everything, analyse with a progress bar, write results."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from formcheck.capture.frame import Frame
from formcheck.capture.video import VideoFile
from formcheck.cli.tables import plain_console
from formcheck.errors import OutputError
from formcheck.exercises.spec import Exercise
from formcheck.pose.estimator import PoseEstimator
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.model_file import find_model
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import PoseRecorder, load_poses
from formcheck.report.annotated import AnnotatedVideo
from formcheck.report.files import check_output, replacing
from formcheck.report.html_report import write_html
from formcheck.report.json_report import write_record
from formcheck.session.offline import Progress, analyse, analyse_poses
from formcheck.session.record import SessionRecord
from formcheck.session.session import Session
from formcheck.session.zero import check_shift

POSES_SUFFIX = ".npz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """Which results are written, and where."""

    json: Path | None = None
    report: Path | None = None
    annotated: Path | None = None
    poses: Path | None = None

    def files(self) -> list[Path]:
        """Return every file that will be written."""
        return [path for path in (self.json, self.report, self.annotated, self.poses) if path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to analyse and what to write."""

    source: str
    """A video or recorded poses, as the user wrote it."""
    exercise: Exercise
    outputs: Outputs
    model: str = ""
    """Name of a pose model; empty for the built-in one."""
    zero_deg: float = 0.0
    """The person's own zero."""

    def session(self) -> Session:
        """Return a new session for it."""
        return Session(self.exercise, zero_shift_deg=self.zero_deg)


def run_job(job: Job) -> SessionRecord:
    """Analyse and write everything; raise a FormcheckError for anything that is not right.

    A recording that breaks off is analysed up to there, and a line on stderr says so.
    """
    path = Path(job.source).expanduser()
    _check(job, path)
    with _progress_bar(path.name) as show:
        if _has_poses(path):
            poses, session = load_poses(path), job.session()
            record = analyse_poses(poses, session, name=job.source, on_progress=show)
        else:
            record = _analyse_video(job, path, show)
    if job.outputs.report is not None:
        write_html(job.outputs.report, record, job.exercise)
    if job.outputs.json is not None:
        write_record(job.outputs.json, record)
    if record.ended:
        typer.echo(f"formcheck: {record.ended}", err=True)
    return record


def _check(job: Job, source: Path) -> None:
    """Find out what is wrong before the long work starts."""
    check_shift(job.exercise, job.zero_deg)
    files = job.outputs.files()
    for file in files:
        check_output(file)
    places = [file.resolve() for file in (source, *files)]
    if len(set(places)) < len(places):
        raise OutputError("Two of the files are the same: give every result a name of its own.")
    if _has_poses(source) and (job.outputs.annotated or job.outputs.poses):
        option = "--annotated" if job.outputs.annotated else "--save-poses"
        raise OutputError(
            f"{option} needs the pictures, and {job.source} holds poses alone: give the video "
            f"that they came from, or leave out {option}."
        )


def _has_poses(path: Path) -> bool:
    return path.suffix.lower() == POSES_SUFFIX


def _analyse_video(job: Job, path: Path, show: Callable[[Progress], None]) -> SessionRecord:
    estimator = MediapipePose(find_model(job.model) if job.model else None)
    recording = _Recording(estimator)
    with ExitStack() as stack:
        video = (
            stack.enter_context(AnnotatedVideo(job.outputs.annotated))
            if job.outputs.annotated
            else None
        )
        record = analyse(
            VideoFile(path),
            estimator,
            job.session(),
            name=job.source,
            on_pose=recording.add if job.outputs.poses else None,
            on_update=video.add if video else None,
            on_progress=show,
        )
    if job.outputs.poses:
        recording.save(job.outputs.poses)
    return record


class _Recording:
    """Collects raw poses; the recorder is made when picture size and model are known."""

    def __init__(self, estimator: PoseEstimator) -> None:
        self._estimator = estimator
        self._recorder: PoseRecorder | None = None

    def add(self, frame: Frame, pose: Pose | None) -> None:
        if self._recorder is None:
            self._recorder = PoseRecorder(frame.size_px, self._estimator.model)
        self._recorder.add(frame.time_s, pose)

    def save(self, path: Path) -> None:
        if self._recorder is not None:
            with replacing(path) as written:
                self._recorder.save(written)


@contextmanager
def _progress_bar(name: str) -> Iterator[Callable[[Progress], None]]:
    """Show a bar with the time left on stderr; nothing when that is no terminal."""
    console = plain_console(sys.stderr)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    hidden = not console.is_terminal
    with Bar(*columns, console=console, transient=True, disable=hidden) as bar:
        task = bar.add_task(name, total=None)

        def show(progress: Progress) -> None:
            bar.update(task, completed=progress.frames, total=progress.total)

        yield show
