"""The report in words and tables, as Markdown."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from calibration.bench_cover import HEAD as COVER_HEAD
from calibration.bench_cover import cover_rows, summary
from calibration.bench_movements import HEAD, ClipScore, movement_rows
from calibration.bench_real import Real
from calibration.bench_replay import Outcome, Sample
from calibration.bench_score import (
    GOOD_DEG,
    NOTHING,
    REFUSED_DEG,
    FeatureScore,
    feature_scores,
    good_form,
    hold_errors,
    phantom_reps,
    refused,
    rep_score,
    seen_well,
    verdicts,
)
from calibration.bench_targets import TEN_MINUTES_S, check_scores, counted, lines
from formcheck.checking.results import RepKind
from formcheck.features.body import FEATURES
from formcheck.features.reading import Unit

YAWS_DEG: Final = ((0.0, 10.0), (10.0, GOOD_DEG), (GOOD_DEG, REFUSED_DEG))
RERUN: Final = """\
python -m calibration.benchmark                  # everything; goes on where it stopped
python -m calibration.benchmark --clips 30       # the first 30 clips alone
python -m calibration.benchmark --clips 0        # no new clips: the rules over what is there
"""
_KINDS: Final = (*(kind.value for kind in RepKind), NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the numbers belong to."""

    error_model: str
    model_sha256: str
    planned: int
    """Clips of the whole benchmark."""


def report(
    outcomes: Sequence[Outcome],
    movements: Sequence[ClipScore],
    real: Real,
    facts: Facts,
    plots: Iterable[Path],
    *,
    pooled: Sequence[FeatureScore] = (),
) -> str:
    """Return the whole report; plots are named relative to it.

    ``pooled`` are the scores of features whose error was not measured for their movement.
    """
    parts = [
        _head(outcomes, facts),
        "## Targets\n\n" + _targets(outcomes, movements) + "\n\n" + _WHY,
        _features(outcomes),
        *(f"![{_ALT.get(path.stem, path.stem)}](images/{path.name})" for path in plots),
        _reps(outcomes),
        _nothing(outcomes),
        _holds(outcomes),
        _faults(outcomes),
        _cues(outcomes),
        _unjudged(outcomes),
        _turned_away(outcomes),
        _movements(movements),
        cover_text(pooled),
        _real(real),
        "## How to rerun\n\n```sh\n" + RERUN + "```\n\n" + _RERUN_NOTE,
    ]
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


_ALT: Final = {
    "accuracy_yaw": "Bias and SD by the camera's yaw",
    "accuracy_true": "Measured against true angles",
}
_REAL_NOTE: Final = """\
## Real people

No independent test: some limits and error floors were set with these recordings at hand."""
_RERUN_NOTE: Final = """\
A clip is rendered and looked at once; its poses and its truth are kept in `out/benchmark` (another
folder with `--work`), so that the rules can be run again in seconds. After a change to the figure
or its movements start with an empty folder."""


def _head(outcomes: Sequence[Outcome], facts: Facts) -> str:
    minutes = sum(one.truth.duration_s for one in outcomes) / 60.0
    near = min((one.truth.distance_m for one in outcomes), default=math.nan)
    far = max((one.truth.distance_m for one in outcomes), default=math.nan)
    return f"""\
# Accuracy

Measured on {len(outcomes)} of {facts.planned} planned clips ({minutes:.0f} minutes) of virtual
patients: rendered people, rooms and cameras with seeds from 100,000 on, which the error model
never saw. Each clip goes through the whole program: pictures, the pose model, the session.
Pictures are 640 x 360 at 15 a second, without compression, camera noise or a real person's
clothes; cameras stand {near:.1f} to {far:.1f} m away, 0.3 to 1.25 m high.

Some rules (the bird-dog above all) and the sizes of planted faults were changed with these clips in
view: for them this is no fully independent test.

Rendered people are kinder than real ones. What is known about real people stands
[at the end](#real-people), and the stated ± never goes below errors published for them. Numbers are
as they were measured, also those that fall short; a few clips are a small sample.

Error model `{facts.error_model}`, pose model `{facts.model_sha256[:12]}`."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; numbers stand right of the first column."""
    marks = ["---", *("---:" for _ in head[1:])]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, marks, *rows))


def _targets(outcomes: Sequence[Outcome], movements: Sequence[ClipScore]) -> str:
    rows = [(one.target, one.measured, one.verdict) for one in lines(outcomes, movements)]
    note = "Within 20° of the best view, if nothing else is said."
    return note + "\n\n" + table(["target", "measured", "verdict"], rows)


def _features(outcomes: Sequence[Outcome]) -> str:
    samples = [one for outcome in outcomes for one in outcome.samples]
    return (
        "## Features\n\nCorrected readings against the true joints, projected on the plane of the "
        "view, in all frames in which a check decided by them. Where only the change against the "
        "person's own start counts, the error is that of the change. *in ±*: share of frames in "
        "which the truth lies within the ± that the program states.\n\n"
        + _feature_table([one for one in samples if one.checked])
        + "\n\nThe same for the frames in which only the counter decided: mostly in movement, "
        "where the smoothed value lags behind.\n\n"
        + _feature_table([one for one in samples if not one.checked])
    )


def _feature_table(samples: Sequence[Sample]) -> str:
    scores = [
        (f"{low:.0f}-{high:.0f}°", one)
        for low, high in YAWS_DEG
        for one in feature_scores(samples, low + (0.01 if low else 0.0), high)
    ]
    scores.sort(key=lambda pair: (pair[1].place, pair[1].feature))
    head = ["feature", "yaw", "frames", "bias", "SD", "MAE", "stated ±", "in ±"]
    return table(head, (_feature_row(yaw, one) for yaw, one in scores))


def _feature_row(yaw: str, one: FeatureScore) -> list[str]:
    digits, unit = (1, "°") if FEATURES[one.feature].unit is Unit.DEG else (3, "")
    numbers = (f"{x:.{digits}f}{unit}" for x in (one.bias, one.sd, one.mae, one.stated))
    shares = (f"{one.covered:.0%}",)
    return [f"{one.place} {one.feature}", yaw, str(one.n), *numbers, *shares]


def _movements(movements: Sequence[ClipScore]) -> str:
    if not movements:
        return ""
    return f"## Every movement\n\n{_MOVEMENTS_NOTE}\n\n" + table(HEAD, movement_rows(movements))


def cover_text(pooled: Sequence[FeatureScore]) -> str:
    """Return whether the ± holds where it was not measured for the movement itself."""
    if not pooled:
        return ""
    told = f"### Where the ± was not measured\n\n{_POOLED_NOTE} {summary(pooled)}"
    return f"{told}\n\n{table(COVER_HEAD, cover_rows(pooled))}"


_WHY: Final = """\
What falls short, and why more was not done:

- **Far limbs in the bird-dog.** The pose model often takes the far arm or leg for the near one, or
  draws it where it is hidden. That is the bias of the thigh's slope, the spread of the arm's line,
  the missed faults and the one repetition counted as partial. Where it is noticed the limb is not
  judged, and the person is asked to turn round for the other side.
- **A ± that covers more than 99 %.** Floors from real people (`calibration/floors.toml`) lie above
  what rendered people show, and the ± of a plank's head was measured over wider postures. They are
  left: for real people they are the better guess.
- **Holds** begin and end where a smoothed value crosses a limit; the worst of six is off by a fifth
  of a second more than asked for."""
_MOVEMENTS_NOTE: Final = """\
The recordings of the tests: each movement of the catalogue in good form, done part of the way, and
with each of its faults, by a person of its own each time, within 20° of the best view. Rules and
planted sizes of the movements beyond the first four were settled with these clips in view, and
their errors were not measured one by one: they use those of the same feature in other exercises,
or floors. So this shows that the rules work, not how accurate they are on strangers."""


_POOLED_NOTE: Final = """\
The same recordings beside their true joints, in the frames in which a check or the counter decided
by a feature. No bias is taken out of these readings and their ± is that of the feature in other
movements, or a published one: nothing was fitted to them. Where it does not hold, that check
may be off by the bias and the spread that stand here. A row is one to nine people."""


def _by_place(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    places: dict[str, list[Outcome]] = {}
    for one in outcomes:
        places.setdefault(one.variation.place, []).append(one)
    return places


def _reps(outcomes: Sequence[Outcome]) -> str:
    rows, kinds = [], []
    for place, own in _by_place(counted(seen_well(outcomes))).items():
        score = rep_score(own)
        numbers = (f"{score.mae:.3f}", f"{score.within_one:.0%}")
        rows.append([place, str(score.clips), str(score.true), *numbers])
        for true in (RepKind.FULL.value, RepKind.PARTIAL.value, NOTHING):
            found = [str(score.confusion.get((true, kind), 0)) for kind in _KINDS]
            kinds.append([f"{place}: {true}", *found[:3], "" if true == NOTHING else found[3]])
    return (
        "## Repetitions\n\n"
        + table(["exercise", "clips", "true", "mean error by true count", "off by ≤ 1"], rows)
        + "\n\nTrue kind (rows) and the kind that was counted:\n\n"
        + table(["true", *(f"as {kind}" for kind in _KINDS[:3]), "not counted"], kinds)
    )


def _nothing(outcomes: Sequence[Outcome]) -> str:
    idle = [one for one in outcomes if one.variation.nothing]
    rows = [
        [_name(one), str(phantom_reps(one)), str(one.record.counts.attempt), _faulty(one)]
        for one in idle
    ]
    if not rows:
        return ""
    head = ["clip", "repetitions counted", "attempts", "also said"]
    return "## Talking, walking through, getting up\n\nNo exercise is done.\n\n" + table(head, rows)


def _name(one: Outcome) -> str:
    what = one.variation.fault or "good form"
    return (
        f"{one.variation.place}, {what}, {one.variation.yaw_deg:+.0f}° (seed {one.variation.seed})"
    )


def _faulty(one: Outcome) -> str:
    held = [f"hold of {hold.end_s - hold.start_s:.1f} s" for hold in one.record.holds]
    spans = [f"{span.check} ({span.severity.word})" for span in one.record.faults]
    return ", ".join([*held, *spans]) or "-"


def _holds(outcomes: Sequence[Outcome]) -> str:
    rows = [
        [_name(one), *(f"{x:+.1f} s" for x in (error.start_s, error.end_s, error.good_s))]
        for one in seen_well(outcomes)
        for error in hold_errors(one)
    ]
    return "## Holds\n\nFound minus true.\n\n" + table(["clip", "start", "end", "good time"], rows)


def _faults(outcomes: Sequence[Outcome]) -> str:
    rows = [
        [one.check, str(one.planted), str(one.judged), str(one.found), str(one.noticed),
         str(one.called), str(one.right), _ratio(one.recall), _ratio(one.recall_judged),
         _ratio(one.precision)]
        for one in check_scores(seen_well(outcomes))
        if one.planted or one.called
    ]  # fmt: skip
    head = ["check", "planted", "could be judged", "found", "found or warned",
            "called a fault", "rightly", "recall", "recall of judged", "precision"]  # fmt: skip
    intro = (
        "Planted beyond the fault limit by 1.5 times the usual ± and more, because a fault "
        "counts only where it exceeds its limit by the ±. What cannot be judged is an arm or a leg "
        "on the far side, mostly: it is said, not guessed."
    )
    return f"## Faults\n\n{intro}\n\n" + table(head, rows)


def _ratio(value: float) -> str:
    return f"{value:.2f}" if math.isfinite(value) else "-"


def _cues(outcomes: Sequence[Outcome]) -> str:
    rows = []
    for place, own in _by_place(good_form(outcomes)).items():
        seconds = sum(one.truth.duration_s for one in own)
        said = [
            f"{cue.check or repr(cue.text)} (seed {one.variation.seed})"
            for one in own
            for cue in one.said
        ]
        rate = len(said) * TEN_MINUTES_S / seconds
        rows.append([place, f"{seconds / 60:.1f}", str(len(said)), f"{rate:.1f}", ", ".join(said)])
    head = ["exercise", "minutes", "cues", "in ten minutes", "which"]
    return "## False cues in good form\n\n" + table(head, rows)


def _unjudged(outcomes: Sequence[Outcome]) -> str:
    rows = []
    for place, own in _by_place(seen_well(outcomes)).items():
        working_s, missed_s = sum(o.working_s for o in own), sum(o.missed_s for o in own)
        worst = max(own, key=lambda one: one.missed_s)
        share = f"{missed_s / working_s:.1%}" if working_s else "-"
        rows.append([place, f"{working_s:.0f} s", share, _name(worst) if worst.missed_s else "-"])
    head = ["exercise", "repetitions, holds, faults", "not judged", "most in"]
    return "## Not judged\n\nShare of the time in which there was something to judge.\n\n" + table(
        head, rows
    )


def _turned_away(outcomes: Sequence[Outcome]) -> str:
    rows = [[_name(one), ", ".join(verdicts(one)) or "none"] for one in refused(outcomes)]
    return "## Beyond 35° of yaw\n\nNothing may be judged.\n\n" + table(["clip", "verdicts"], rows)


def _real(real: Real) -> str:
    if not real.planks and not real.clips and not real.photos:
        return "## Real people\n\nNot measured: there are no recordings at `../shared/data`."
    sections = [_REAL_NOTE]
    if real.planks:
        head = ["table", "label", "rows", "judged", "sag", "pike", "neither",
                "alone: sag", "pike", "neither"]  # fmt: skip
        sections.append(
            "### Plank tables\n\nL: low back, H: hips high, C: correct. Each table is played as a "
            "video of 30 rows a second; shares are of the judged rows. *alone*: each row by "
            "itself, its reading held against the limits of a warning.\n\n"
            + table(head, (one.cells() for one in real.planks))
        )
    if real.clips:
        head = ["clip", "as", "true repetitions", "full", "partial", "also"]
        sections.append("### Clips\n\n" + table(head, (one.cells() for one in real.clips)))
    if real.photos:
        head = ["photo", "program says"]
        sections.append(
            "### Photos of sitting\n\nEach is shown for 20 seconds.\n\n" + table(head, real.photos)
        )
    return "\n\n".join(sections)
