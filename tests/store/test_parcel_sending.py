"""How far the writing of a parcel is, and whose it is where it is opened."""

from dataclasses import replace
from pathlib import Path

import pytest

from calibration.parcel_parts import live, whole_parcel
from formcheck.errors import OutputError
from formcheck.store.database import Store
from formcheck.store.parcel_take import Taken, take_in_for, whose
from formcheck.store.parcel_write import write_parcel
from formcheck.store.people import People, Person


def test_it_says_how_far_a_video_is_and_can_be_ended(
    tmp_path: Path, store: Store, ann: Person
) -> None:
    live(store, ann)
    size, done = 2_500_000, list[int]()
    video, path = tmp_path / "monday.mp4", tmp_path / "x.formcheck"
    video.write_bytes(bytes(size))
    write_parcel(path, store, ann.id, video=video, on_video=done.append)
    assert done == [1 << 20, 2 << 20, size]
    before = path.read_bytes()

    def end(_done: int) -> None:
        raise OutputError("Nobody waits.")

    with pytest.raises(OutputError, match="Nobody waits"):
        write_parcel(path, store, ann.id, video=video, on_video=end)
    assert path.read_bytes() == before, "what was there stays"
    assert not list(tmp_path.glob(".*.part"))


def test_whose_it_is_is_the_name_in_it_unless_somebody_of_that_name_trains_here(
    tmp_path: Path, store: Store, ann: Person
) -> None:
    live(store, ann)
    parcel = whole_parcel(tmp_path, store, ann)
    assert (parcel.name, ann.name) == ("Ann", "Ann")
    assert whose(store, parcel) == ""
    People(store).rename(ann.id, "Cleo")
    assert whose(store, parcel) == "Ann"
    assert whose(store, replace(parcel, name="")) == ""
    # GIVEN somebody new of that name, THEN what was taken in for her is no reason to ask again
    assert take_in_for(store, parcel, "Ann").sessions == 2
    assert whose(store, parcel) == "Ann"
    assert take_in_for(store, parcel, "Ann") == Taken()
