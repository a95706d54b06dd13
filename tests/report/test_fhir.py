"""The FHIR bundle, read and validated by fhir.resources (R4B)."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.device import Device
from fhir.resources.R4B.observation import Observation
from hypothesis import HealthCheck, given, settings

from formcheck.checking.results import Counts, Rep, RepKind
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.rules import CycleRule
from formcheck.exercises.spec import Exercise
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import Side
from formcheck.report.exported import About, Asked, Exported, Score
from formcheck.report.fhir import bundle, write_fhir
from formcheck.session.record import SessionRecord
from tests.properties import PROPERTY
from tests.report.clips import exported, with_record
from tests.store.records import RECORDS

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
UNITS = {"deg", "%", "1", "s", "{repetitions}", "{holds}", "{score}"}
SYSTEMS = {
    "http://unitsofmeasure.org",
    "http://loinc.org",
    "http://terminology.hl7.org/CodeSystem/observation-category",
}
PERSON = "0123456789abcdef0123456789abcdef"


def read(one: Exported) -> Bundle:
    """Validate, and check that nothing is lost on the way through the library and back."""
    made = json.dumps(bundle(one), allow_nan=False)
    found = Bundle.model_validate_json(made)
    assert json.loads(found.model_dump_json()) == json.loads(made)
    assert found.type == "collection"
    return found


def observations(one: Exported) -> list[Observation]:
    resources = [entry.resource for entry in read(one).entry]
    assert isinstance(resources[0], Device)
    assert all(isinstance(resource, Observation) for resource in resources[1:])
    return resources[1:]


def by_text(one: Exported, part: str) -> list[Observation]:
    return [found for found in observations(one) if part in found.code.text]


def parts_of(found: Observation) -> dict[str, float]:
    return {
        one.code.text.split(" (")[0]: float(one.valueQuantity.value)
        for one in found.component or ()
    }


def everywhere(value: Any, key: str) -> list[Any]:
    """Return every value of a key, however deep."""
    if isinstance(value, list):
        return [found for one in value for found in everywhere(one, key)]
    if not isinstance(value, dict):
        return []
    deeper = [found for one in value.values() for found in everywhere(one, key)]
    return [*deeper, value[key]] if key in value else deeper


def test_the_file_is_the_bundle(tmp_path: Path) -> None:
    one = with_record(exported("bridge_good"), title="Brücke ☺")
    write_fhir(tmp_path / "a.fhir.json", one)
    found = Bundle.model_validate_json((tmp_path / "a.fhir.json").read_bytes())
    assert json.loads(found.model_dump_json()) == bundle(one)
    assert "Brücke ☺: full repetitions" in (tmp_path / "a.fhir.json").read_text("utf-8")


def test_repetitions_and_range_of_both_legs(tmp_path: Path) -> None:
    one = exported("bridge_good")
    full = [rep for rep in one.record.reps if rep.kind is RepKind.FULL]
    (counted,) = by_text(one, "full repetitions")[:1]
    assert float(counted.valueQuantity.value) == one.record.counts.full == len(full) == 2
    assert parts_of(counted) == {"partial repetitions": 0, "attempts": 0}
    (shown,) = by_text(one, "range of motion")
    assert shown.valueQuantity.code == "deg"
    assert float(shown.valueQuantity.value) == round(median(rep.extreme for rep in full), 3)
    found = parts_of(shown)
    far = max(full, key=lambda rep: rep.extreme)
    assert found["farthest repetition"] == round(far.extreme, 3)
    assert found["farthest: error"] == round(2 * far.sd, 3)
    assert found["median: error"] > round(2 * median(rep.sd for rep in full), 3), "they scatter"
    assert found["full repetitions measured"] == 2
    assert shown.bodySite is None


def test_only_full_repetitions_tell_the_range(record: SessionRecord, exercise: Exercise) -> None:
    tried = replace(record.reps[0], kind=RepKind.ATTEMPT, extreme=90.0)
    one = Exported(record=replace(record, reps=(*record.reps, tried)), exercise=exercise)
    (shown,) = by_text(one, "range of motion")
    assert float(shown.valueQuantity.value) == 170.25
    assert parts_of(shown)["full repetitions measured"] == 3
    (none,) = observations(Exported(record=replace(record, reps=(tried,)), exercise=exercise))
    assert "full repetitions" in none.code.text


def test_the_side_is_that_of_the_limb_which_was_measured() -> None:
    """In a bird-dog the arm's side names the repetition, and the other leg is measured."""
    one = exported("bird-dog_good")
    by_leg = {rep.side.other: rep for rep in one.record.reps if rep.side}
    shown = by_text(one, "range of motion")
    assert len(shown) == len(by_leg) == 2
    for found in shown:
        side = Side(found.bodySite.text.removesuffix(" side"))
        assert f", {side} at the turn" in found.code.text
        assert float(found.valueQuantity.value) == round(by_leg[side].extreme, 3)
        assert parts_of(found)["median: error"] == round(2 * by_leg[side].sd, 3)
    counted = parts_of(by_text(one, "Bird-dog: full repetitions")[0])
    assert (counted["full repetitions, left"], counted["full repetitions, right"]) == (1, 1)


def test_farthest_to_the_right_is_the_lowest(record: SessionRecord, exercise: Exercise) -> None:
    marching = load_exercise("marching")
    assert isinstance(marching.rule, CycleRule)
    reps = tuple(
        Rep(number, side, 0.0, 1.0, 2.0, extreme, 0.01, RepKind.FULL)
        for number, (side, extreme) in enumerate(
            [(Side.LEFT, 0.2), (Side.LEFT, 0.3), (Side.RIGHT, -0.1), (Side.RIGHT, -0.4)], start=1
        )
    )
    sided = replace(record, reps=reps)
    left, right = by_text(Exported(record=sided, exercise=marching), "range of motion")
    assert (left.bodySite.text, parts_of(left)["farthest repetition"]) == ("left side", 0.3)
    assert (right.bodySite.text, parts_of(right)["farthest repetition"]) == ("right side", -0.4)
    own = marching.model_copy(update={"rule": marching.rule.model_copy(update={"sides": False})})
    left, _right = by_text(Exported(record=sided, exercise=own), "range of motion")
    assert "farthest repetition" not in parts_of(left), "nobody knows which way is far"


def test_holds_by_side(hold_record: SessionRecord) -> None:
    one = Exported(record=hold_record, exercise=load_exercise("plank"))
    both, left = by_text(one, "held in good form")
    assert (float(both.valueQuantity.value), both.valueQuantity.code) == (8.5, "s")
    assert parts_of(both) == {
        "held, altogether": 10.0,
        "longest hold": 10.0,
        "most seconds in good form in one hold": 8.5,
        "holds": 1,
    }
    assert (left.bodySite.text, float(left.valueQuantity.value)) == ("left side", 5.0)
    assert not by_text(one, "repetitions"), "a plank has none"


def test_averages(snapshot_record: SessionRecord, snapshot: Exercise) -> None:
    unsure = {"neck_lean": Reading(12.0, float("nan"), Unit.DEG)}
    record = replace(snapshot_record, averages={**snapshot_record.averages, **unsure})
    shown = by_text(Exported(record=record, exercise=snapshot), "average")
    values = [(float(one.valueQuantity.value), *parts_of(one).values()) for one in shown]
    assert values == [(171.26, 5.0), (124.0, 6.0), (12.0,)], "what was not judged is not told"


def test_guided_repetitions_are_not_scored(guided_record: SessionRecord, guided: Exercise) -> None:
    found = observations(Exported(record=guided_record, exercise=guided))
    assert [one.code.text for one in found] == ["Pelvic tilt: guided repetitions, not scored"]
    assert float(found[0].valueQuantity.value) == 4


def test_pain_and_effort_are_told(record: SessionRecord) -> None:
    scores = (
        Score(Asked.PAIN, 3, NOON, "before"),
        Score(Asked.PAIN, 0, NOON + timedelta(hours=1), "after"),
        Score(Asked.PAIN, 1, NOON, "sometime"),
        Score(Asked.EFFORT, 6, NOON),
    )
    one = Exported(record=record, exercise=None, about=About(scores=scores))
    told = observations(one)[-4:]
    assert [float(found.valueQuantity.value) for found in told] == [3, 0, 1, 6]
    assert {found.valueQuantity.code for found in told} == {"{score}"}
    assert {found.category[0].coding[0].code for found in told} == {"survey"}
    for found in told[:3]:
        assert (found.code.coding[0].system, found.code.coding[0].code) == (
            "http://loinc.org",
            "72514-3",
        )
    assert told[0].code.text != told[1].code.text != told[2].code.text
    assert told[3].code.coding is None, "no code that was not looked up"
    assert told[1].effectiveDateTime == NOON + timedelta(hours=1)
    assert "scale from 0 to 10" in told[0].method.text


def test_what_measured_it(record: SessionRecord) -> None:
    one = Exported(record=replace(record, ended="It broke off."), exercise=None)
    found = read(one)
    device = found.entry[0].resource
    told = {version.type.text: version.value for version in device.version}
    assert device.deviceName[0].name == "formcheck"
    assert told["pose model, SHA-256"] == record.model.sha256
    assert told["error model"] == "2024-1"
    assert told["exercise"] == "bridge 3"
    for entry in found.entry[1:]:
        shown = entry.resource
        assert shown.device.reference == found.entry[0].fullUrl
        assert "error model 2024-1" in shown.method.text
        assert "view: side" in shown.method.text
        assert "estimate only" in shown.note[0].text
        assert shown.note[0].text.endswith("It broke off.")


def test_nobody_is_named_unless_asked_for(record: SessionRecord) -> None:
    plain = Exported(record=record, exercise=None)
    kept = replace(plain, about=About(pseudonym=PERSON, started_at=NOON))
    named = replace(plain, about=About(subject="Case 17"))
    assert {one.subject.display for one in observations(plain)} == {"not named"}
    assert {one.subject.identifier for one in observations(plain)} == {None}
    assert {one.subject.display for one in observations(named)} == {"Case 17"}
    (person,) = {one.subject.identifier.value for one in observations(kept)}
    assert person == "urn:uuid:01234567-89ab-cdef-0123-456789abcdef"


def test_when_it_was(record: SessionRecord) -> None:
    plain = Exported(record=record, exercise=None)
    assert {one.effectivePeriod for one in observations(plain)} == {None}
    about = About(started_at=NOON, ended_at=NOON + timedelta(seconds=20))
    for one in observations(replace(plain, about=about)):
        assert (one.effectivePeriod.start, one.effectivePeriod.end) == (
            about.started_at,
            about.ended_at,
        )
        assert one.status == "final"
    running = About(started_at=NOON, running=True)
    for one in observations(replace(plain, about=running)):
        assert one.effectivePeriod.end is None
        assert one.status == "preliminary"


def test_ids_are_of_the_session_and_of_nothing_else(record: SessionRecord) -> None:
    one = Exported(record=record, exercise=None)
    other = Exported(record=replace(record, graded_fraction=0.5), exercise=None)
    kept = replace(one, about=About(session="a"))
    ids = [{entry.fullUrl for entry in read(some).entry} for some in (one, other, kept)]
    assert ids[0] == {entry.fullUrl for entry in read(one).entry}
    assert not ids[0] & ids[1]
    assert not ids[0] & ids[2]
    assert ids[2] == {entry.fullUrl for entry in read(replace(other, about=kept.about)).entry}


def test_nobody_was_ever_seen(empty_record: SessionRecord, exercise: Exercise) -> None:
    (only,) = observations(Exported(record=empty_record, exercise=exercise))
    assert float(only.valueQuantity.value) == 0
    assert not observations(Exported(record=empty_record, exercise=None))


@settings(PROPERTY, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=RECORDS)
def test_any_session_is_valid(record: SessionRecord) -> None:
    made = bundle(Exported(record=record, exercise=load_exercise("bridge")))
    read(Exported(record=record, exercise=load_exercise("bridge")))
    urls = [entry["fullUrl"] for entry in made["entry"]]
    assert len(set(urls)) == len(urls)
    assert set(everywhere(made, "reference")) <= set(urls)
    assert {one["code"] for one in everywhere(made, "valueQuantity")} <= UNITS
    codings = [one for some in everywhere(made, "coding") for one in some]
    assert {one["system"] for one in codings} <= SYSTEMS
    assert not [one for one in everywhere(made, "text") if re.search(r"^\s*$|[\x00-\x1f]", one)]


def test_an_exercise_that_is_gone_has_no_range(record: SessionRecord) -> None:
    one = Exported(record=record, exercise=None)
    assert [found.code.text for found in observations(one)] == ["Glute bridge: full repetitions"]
    assert Counts(full=3, partial=1) == record.counts
    assert parts_of(observations(one)[0]) == {"partial repetitions": 1, "attempts": 0}
