"""All targets, by name."""

from random import Random
from typing import Final

from calibration.parcel_variants import variant
from fuzzing import files, media, readers
from fuzzing.arrays import npz
from fuzzing.mutate import of_json, spoilt, toml
from fuzzing.target import MB, Target

_ANY: Final = 1 << 48


def _parcel(good: bytes, other: bytes, random: Random) -> bytes:
    """Return one of the variants that `calibration.parcels` makes."""
    del other
    return variant(good, random.randrange(_ANY))[1]


_ALL: Final = (
    Target(
        name="exercise",
        about="an exercise's TOML: written by a physio, or learnt from a demonstration",
        file_name="my-own.toml",
        seeds=files.exercises,
        mutate=toml,
        read=readers.exercise,
        inputs=16_000,
    ),
    Target(
        name="programme",
        about="a programme's TOML: written by a physio, or sent",
        file_name="back-at-home.toml",
        seeds=files.programmes,
        mutate=toml,
        read=readers.programme,
        inputs=14_000,
    ),
    Target(
        name="settings",
        about="what was chosen for the computer: settings.toml",
        file_name="settings.toml",
        seeds=files.settings,
        mutate=toml,
        read=readers.settings,
        inputs=4_000,
    ),
    Target(
        name="error-model",
        about="error_model.toml, as somebody who calibrates would write it",
        file_name="error_model.toml",
        seeds=files.error_models,
        mutate=toml,
        read=readers.error_model,
        inputs=1_000,
    ),
    Target(
        name="review",
        about="corrections by hand, beside a recording: .review.json",
        file_name="squats.mp4.review.json",
        seeds=files.reviews,
        mutate=of_json,
        read=readers.review,
        inputs=12_000,
    ),
    Target(
        name="session",
        about="a session's record: .json",
        file_name="session.json",
        seeds=files.sessions,
        mutate=of_json,
        read=readers.session,
        inputs=14_000,
    ),
    Target(
        name="note",
        about="what a batch noted of a finished recording",
        file_name="note.json",
        seeds=files.notes,
        mutate=of_json,
        read=readers.note,
        inputs=6_000,
    ),
    Target(
        name="truth",
        about="what is true of a sample clip: .truth.json",
        file_name="plank_good.truth.json",
        seeds=files.truths,
        mutate=of_json,
        read=readers.truth,
        inputs=5_000,
    ),
    Target(
        name="zeros",
        about="personal straight lines: zeros.json",
        file_name="zeros.json",
        seeds=files.zeros,
        mutate=of_json,
        read=readers.zeros,
        inputs=4_000,
    ),
    Target(
        name="desktop-entry",
        about="how the desktop starts the program: .desktop",
        file_name="formcheck.desktop",
        seeds=files.entries,
        mutate=spoilt,
        read=readers.entry,
        inputs=1_000,
    ),
    Target(
        name="model",
        about="a file that is said to be a pose model: .task",
        file_name="pose.task",
        seeds=files.poses,
        mutate=spoilt,
        read=readers.model,
        inputs=1_000,
    ),
    Target(
        name="poses",
        about="recorded poses: .npz",
        file_name="squats.npz",
        seeds=files.poses,
        mutate=npz,
        read=readers.poses,
        inputs=8_000,
    ),
    Target(
        name="parcel",
        about="what somebody sent: .formcheck",
        file_name="sent.formcheck",
        seeds=files.parcels,
        mutate=_parcel,
        read=readers.parcel,
        inputs=6_000,
    ),
    Target(
        name="photo",
        about="a picture: .jpg, .png, .webp, .bmp",
        file_name="photo.jpg",
        seeds=media.photos,
        mutate=spoilt,
        read=readers.photo,
        inputs=6_000,
        most_bytes=512 * MB,
    ),
    Target(
        name="video",
        about="a video: .mp4, .mov, .mkv, .webm, .avi; the decoder in the process that reads",
        file_name="squats.mp4",
        seeds=media.videos,
        mutate=spoilt,
        read=readers.video,
        inputs=8_000,
        most_bytes=512 * MB,
    ),
    Target(
        name="video-apart",
        about="the same, as the window does it: the decoder in a process of its own",
        file_name="squats.mp4",
        seeds=media.videos,
        mutate=spoilt,
        read=readers.video_apart,
        inputs=400,
        most_s=90.0,
        starts=True,
    ),
)

TARGETS: Final = {one.name: one for one in _ALL}
