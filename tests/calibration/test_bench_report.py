from dataclasses import replace
from pathlib import Path

from calibration.bench_planks import PlankScore
from calibration.bench_plots import write_plots
from calibration.bench_real import ClipScore, Real
from calibration.bench_replay import Outcome, Said
from calibration.bench_report import Facts, report, table
from calibration.bench_score import FeatureScore
from calibration.bench_targets import lines
from formcheck.checking.results import FaultSpan, Severity
from samples.mannequin.plan import TrueFault
from tests.calibration.bench_outcomes import found_rep, outcome, sample, true_rep

FACTS = Facts(error_model="9-test", model_sha256="0123456789abcdef", planned=12)


def outcomes() -> list[Outcome]:
    samples = tuple(
        sample(yaw_deg=yaw, value=173.4 + swing, true=170.0 + swing)
        for yaw in (5.0, 15.0, 30.0)
        for swing in range(20)
    )
    sag = TrueFault(check="feet_far", start_s=3.0, end_s=6.0)
    return [
        outcome(
            true_reps=(true_rep(1, 0.0),), reps=(found_rep(1, 2.0),), samples=samples,
            said=(Said("over_arch", 4.0, "Stop when your body is one line."),),
        ),
        outcome(fault="feet_far", seed=100_001, true_faults=(sag,)),
        outcome(
            fault="feet_far", seed=100_002, yaw_deg=50.0,
            faults=(FaultSpan("feet_far", Severity.FAULT, 1.0, 2.0, 130.0, 5.0),),
        ),
        outcome(fault="none:talking", seed=100_003, reps=(found_rep(1, 2.0),)),
    ]  # fmt: skip


def row(text: str, start: str) -> str:
    (found,) = [line for line in text.splitlines() if line.startswith(f"| {start}")]
    return found


def test_numbers_appear_as_they_are() -> None:
    text = report(outcomes(), [], Real(), FACTS, [])
    assert "4 of 12 planned clips (4 minutes)" in text
    assert "`9-test`" in text
    assert "`0123456789ab`" in text
    numbers = "20 | 3.4° | 0.0° | 3.4° | 5.0° | 100% |"
    assert f"| bridge hip_extension | 0-10° | {numbers}" in text
    assert f"| bridge hip_extension | 20-35° | {numbers}" in text
    assert row(text, "feet_far") == "| feet_far | 1 | 1 | 0 | 0 | 0 | 0 | 0.00 | 0.00 | - |"
    assert "over_arch (seed 100000)" in text
    assert "| bridge, feet_far, +50° (seed 100002) | feet_far (fault) |" in text
    assert "| bridge, none:talking, +0° (seed 100003) | 1 | 0 | - |" in text
    assert "no recordings at `../shared/data`" in text


def test_what_only_the_counter_uses_stands_apart_and_is_no_target() -> None:
    moving = tuple(replace(sample(value=190.0, yaw_deg=12.0), checked=False) for _ in range(3))
    clips = [outcome(samples=(sample(), *moving))]
    checked, counted = report(clips, [], Real(), FACTS, []).split("only the counter decided")
    assert "| bridge hip_extension | 0-10° | 1 | 0.0° |" in checked
    assert "| bridge hip_extension | 10-20° | 3 | 20.0° |" in counted
    (bias, *_) = lines(clips)
    assert bias.verdict == "met"


def test_a_missed_target_falls_short_and_says_what() -> None:
    found = {one.target: one for one in lines(outcomes())}
    bias = found["features with a bias of at most 2° (or 0.02)"]
    assert bias.verdict == "**falls short**"
    assert bias.measured == "0 of 1; not bridge hip_extension"
    assert found["features in degrees with an SD of at most 6°"].verdict == "met"
    assert found["count at most one off in 99 % of clips"].verdict == "met"
    assert found["no repetition counted where none is done"].measured == "1 in 1 clips"
    assert found["recall of planted faults at least 0.95"].verdict == "**falls short**"
    assert found["precision of faults at least 0.95"].verdict == "not measured"
    cues = found["at most one false cue in ten minutes of good form"]
    assert cues.measured == "1 in 1.0 min = 10.0 in ten minutes"
    assert found["good seconds of a hold within 0.5 s"].verdict == "not measured"
    away = found["no verdict beyond 35° of yaw"]
    assert away.measured == "0 of 1; not seed 100002: feet_far (fault)"
    assert all(
        f"| {one.verdict} |" in report(outcomes(), [], Real(), FACTS, []) for one in (bias, away)
    )


def test_a_report_of_nothing_claims_nothing() -> None:
    assert {one.verdict for one in lines([])} == {"not measured"}
    assert "0 of 12 planned clips" in report([], [], Real(), FACTS, [])


def test_where_the_error_was_not_measured_it_is_told_whether_it_holds() -> None:
    score = FeatureScore(
        place="squat", feature="trunk_lean", n=99, bias=9.1, sd=1.3, mae=9.1, covered=0.08,
        stated=6.0,
    )  # fmt: skip
    text = report([], [], Real(), FACTS, [], pooled=[score])
    assert "for 0 of 1 features" in text
    assert "| squat | trunk_lean | 99 | 9.1° | 1.3° | 6.0° | 8% | no |" in text
    assert "Where the ±" not in report([], [], Real(), FACTS, [])


def test_real_people_are_told_where_there_are_recordings() -> None:
    plank = PlankScore(
        name="table", label="L", rows=200, judged=0.9, sag=0.98, pike=0.0, alone_sag=0.995,
        alone_pike=0.0,
    )  # fmt: skip
    clip = ClipScore(
        name="clip", exercise="bird-dog", true=2, full=1, partial=1, others="arm_low (warn)"
    )
    text = report([], [], Real((plank,), (clip,), (("photo", "passes"),)), FACTS, [])
    assert "| table | L | 200 | 90% | 98.0% | 0.0% | 2.0% | 99.5% | 0.0% | 0.5% |" in text
    assert "| clip | bird-dog | 2 | 1 | 1 | arm_low (warn) |" in text
    assert "| photo | passes |" in text


def test_plots_are_the_same_each_time_and_shown_in_the_report(tmp_path: Path) -> None:
    first = write_plots(outcomes(), tmp_path)
    before = [path.read_bytes() for path in first]
    assert [path.name for path in write_plots(outcomes(), tmp_path)] == [
        "accuracy_yaw.svg", "accuracy_true.svg",
    ]  # fmt: skip
    assert before == [path.read_bytes() for path in first]
    assert b"bridge: Hip (hip_extension)" in before[0]
    assert "](images/accuracy_yaw.svg)" in report(outcomes(), [], Real(), FACTS, first)


def test_without_samples_there_is_no_plot(tmp_path: Path) -> None:
    assert write_plots([outcome()], tmp_path) == []


def test_tables_are_markdown() -> None:
    assert table(["a", "b"], [["x", "1"]]) == "| a | b |\n| --- | ---: |\n| x | 1 |"
