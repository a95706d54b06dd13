"""What is drawn of a recording that was analysed: reports for people, and the annotated video."""

from collections.abc import Callable, Iterable
from pathlib import Path

from formcheck.report.annotated import write_annotated
from formcheck.report.exported import About
from formcheck.report.job import Found, Job
from formcheck.report.look import has_poses
from formcheck.report.make_report import make_report
from formcheck.report.marks_by_poses import MarksByPoses
from formcheck.report.pictures import key_pictures, left_out, no_pictures
from formcheck.report.reported import KeyPictures, Reported
from formcheck.report.shown import Shown
from formcheck.report.write_report import check_report, write_reports
from formcheck.review.take import measure
from formcheck.session.offline import Progress
from formcheck.session.session import Session


def check_reports(files: Iterable[Path]) -> None:
    """Raise OutputError when a report cannot be written to one of the files."""
    for file in files:
        check_report(file)


def write_job_reports(job: Job, found: Found) -> None:
    """Write the reports of a recording; raise OutputError when that fails."""
    told = Reported(
        record=found.record,
        exercise=found.exercise,
        pictures=_pictures(job, found),
        about=About(subject=job.outputs.subject),
    )
    write_reports(job.outputs.reports, make_report(told))


def write_job_video(job: Job, found: Found, on_progress: Callable[[Progress], None]) -> None:
    """Write the recording with everything drawn in; raise OutputError when that fails."""
    poses, path = found.poses, job.outputs.annotated
    if poses is None or path is None:
        raise ValueError("expected the poses of a recording, and where the video goes")
    session = Session(found.exercise, zero_shift_deg=job.zero_deg)
    write_annotated(
        path,
        found.path,
        MarksByPoses(poses, session),
        blur=job.outputs.blur_face,
        until_s=float(poses.time_s[-1]),
        on_progress=on_progress,
    )


def _pictures(job: Job, found: Found) -> KeyPictures:
    """Return the pictures of a report: which moments matter is known only now."""
    shown = job.outputs.pictures
    if shown is Shown.NONE:
        return left_out()
    if has_poses(found.path) or found.poses is None:
        return no_pictures()
    if job.outputs.blur_face:
        shown = Shown.BLURRED  # wherever the person is shown
    # Judged once more, for what was drawn: without the model that takes little time.
    take = measure(
        found.poses,
        found.exercise,
        name=job.called,
        zero_shift_deg=job.zero_deg,
        ended=found.record.ended,
    )
    return no_pictures() if take is None else key_pictures(take, found.path, shown)
