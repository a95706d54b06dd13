import math
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from formcheck.exercises.spec import Exercise
from formcheck.report.plot import plot_svg
from formcheck.session.record import SessionRecord


def test_plot_takes_its_colours_from_the_page(record: SessionRecord, exercise: Exercise) -> None:
    svg = plot_svg(record, exercise)
    assert set(re.findall(r"#[0-9a-f]{6}", svg)) == set()
    assert {"ink", "good", "warn", "fault", "unsure"} <= set(re.findall(r"var\(--(\w+)\)", svg))


def plot_words(record: SessionRecord, exercise: Exercise) -> set[str]:
    svg = ET.fromstring(plot_svg(record, exercise))
    texts = svg.iter("{http://www.w3.org/2000/svg}text")
    return {"".join(element.itertext()).strip() for element in texts}


def test_plot_shows_limits_and_lanes(record: SessionRecord, exercise: Exercise) -> None:
    words = plot_words(record, exercise)
    assert {"full range", "Back arched at the top", "repetitions", "noticed"} <= words
    assert "Feet far from the hips" not in words  # its limit is on another measurement


def test_plot_has_no_line_for_a_range_that_moves_with_the_person(
    record: SessionRecord, exercise: Exercise
) -> None:
    rule = exercise.rule.model_copy(update={"rest": 130.0, "rest_within": 10.0})
    words = plot_words(record, exercise.model_copy(update={"rule": rule}))
    assert "full range" not in words
    assert "Back arched at the top" in words


def test_plot_is_the_same_every_time(record: SessionRecord, exercise: Exercise) -> None:
    assert plot_svg(record, exercise) == plot_svg(record, exercise)


def test_no_plot_without_measurements(record: SessionRecord, exercise: Exercise) -> None:
    series = replace(record.series, value=record.series.value * math.nan)
    assert plot_svg(replace(record, series=series), exercise) == ""


def test_long_sessions_stay_small(record: SessionRecord, exercise: Exercise) -> None:
    many = 50
    series = replace(
        record.series,
        time_s=np.arange(600 * many) / 30,
        value=np.tile(record.series.value, (many, 1)),
        sd=np.tile(record.series.sd, (many, 1)),
    )
    assert len(plot_svg(replace(record, series=series), exercise)) < 400_000


@pytest.mark.parametrize("focus", ["hip", "hip_extension"])
def test_both_sides_of_a_limb_are_plotted(
    record: SessionRecord, exercise: Exercise, focus: str
) -> None:
    series = replace(record.series, names=("hip_left", "hip_right"))
    svg = plot_svg(replace(record, series=series, focus=focus), exercise)
    assert ("Hip, left" in svg and "Hip, right" in svg) is (focus == "hip")


def test_the_near_limb_is_not_plotted_beside_both(
    record: SessionRecord, exercise: Exercise
) -> None:
    both = np.column_stack([record.series.value[:, 0]] * 3)
    names = ("hip", "hip_left", "hip_right")
    units = (record.series.units[0],) * 3
    series = replace(record.series, names=names, units=units, value=both, sd=both * 0 + 5)
    svg = plot_svg(replace(record, series=series, focus="hip"), exercise)
    assert ">Hip, left<" in svg
    assert ">Hip, right<" in svg
    assert ">Hip<" not in svg
