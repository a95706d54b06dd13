"""What goes out of the program about a recording that was reviewed: with what was corrected."""

from collections.abc import Iterable, Sequence

from formcheck.report.corrections import corrections
from formcheck.report.exported import About, Exported
from formcheck.report.reported import KeyPictures, Note, Remarks, Reported
from formcheck.review.apply import Skipped
from formcheck.review.edits import Edit, MoveLandmark
from formcheck.review.edits import Note as NoteMark
from formcheck.review.item import Item
from formcheck.review.marks import marks_of
from formcheck.review.moved import corrected_poses
from formcheck.review.take import Take


def reported_of(
    item: Item,
    measured: Take,
    take: Take,
    edits: Sequence[Edit],
    *,
    skipped: Iterable[Skipped] = (),
    pictures: KeyPictures,
) -> Reported:
    """Return what a report says of a recording.

    Parameters
    ----------
    item
        The recording.
    measured, take, edits, skipped
        Before and after corrections, the corrections, and those that are not in it.
    pictures
        Of the moments that matter most.
    """
    notes = tuple(
        Note(one.text, one.time_s)
        for one in sorted(marks_of(edits), key=lambda one: one.time_s)
        if isinstance(one, NoteMark)
    )
    changes = corrections(edits, measured, take, skipped)
    before = measured.record if take is not measured else None
    return Reported(
        record=take.record,
        exercise=take.exercise,
        pictures=pictures,
        about=about_of(item),
        remarks=Remarks(notes=notes, changes=changes, measured=before),
    )


def exported_of(item: Item, take: Take, edits: Iterable[Edit]) -> Exported:
    """Return what other programs get: landmarks where somebody put them."""
    moves = [one for one in edits if isinstance(one, MoveLandmark)]
    poses = corrected_poses(take.poses, moves) if take.measurable else None
    return Exported(record=take.record, exercise=take.exercise, poses=poses, about=about_of(item))


def about_of(item: Item) -> About:
    """Return what is known of a recording beside what the camera saw."""
    return About(session=item.session, started_at=item.begun_at, subject=item.person)
