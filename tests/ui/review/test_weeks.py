"""How somebody's first week and now differ, from whichever store their session is of."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from formcheck.store.database import open_store
from formcheck.store.kept import Opening
from formcheck.store.people import People
from formcheck.store.sessions import Sessions
from formcheck.ui.review.comparing import weeks_of
from formcheck.ui.review.shelf import items_of
from tests.report.test_compare import reps_of, seen_of

FIRST = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_weeks_are_of_the_store_that_the_session_is_of(tmp_path: Path) -> None:
    # GIVEN two sessions, two weeks apart, in a store of somebody's choice
    place = str(tmp_path / "clinic.sqlite")
    store = open_store(place)
    person, ids = People(store).add("Ann"), []
    for days, reach in ((0, 150.0), (14, 175.0)):
        take = seen_of(reps=reps_of(*[reach] * 3))
        opening = Opening(
            person=person.id,
            exercise=take.record.exercise,
            title=take.record.title,
            exercise_version=take.record.exercise_version,
            error_model=take.record.error_model,
            model=take.record.model,
            source=take.record.source.path,
        )
        ids.append(Sessions(store).save(opening, take.record, FIRST + timedelta(days=days)))
    store.close()
    # WHEN one of them is looked at
    (item,) = items_of(ids[1], folder=tmp_path, store=place)
    (table,) = weeks_of(item, take)
    # THEN the weeks of that store are compared
    assert [row[3].text for row in table.rows if row[0].text == "Range: Hip"] == ["+25° ± 11"]
