"""Where the store is, as people write it."""

from pathlib import Path

import pytest

from formcheck.store.errors import StoreError
from formcheck.store.place import default_file, find_place


def test_the_command_line_goes_before_the_variable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert find_place().path == default_file()
    monkeypatch.setenv("FORMCHECK_STORE", str(tmp_path / "a"))
    assert find_place().path == tmp_path / "a"
    assert find_place(str(tmp_path / "b")).path == tmp_path / "b"


def test_a_file_as_an_address(tmp_path: Path) -> None:
    assert find_place(f"sqlite:///{tmp_path}/a.db").path == tmp_path / "a.db"


def test_a_server_gets_the_driver_that_comes_along() -> None:
    place = find_place("postgresql://ann:secret@clinic/formcheck")
    assert place.path is None
    assert place.url.drivername == "postgresql+psycopg"
    assert place.name == "postgresql+psycopg://ann:***@clinic/formcheck"
    assert place.companions == place.kept_aside == ()
    assert find_place("postgresql+pg8000://clinic/f").url.drivername == "postgresql+pg8000"


@pytest.mark.parametrize("given", ["sqlite://", "sqlite:///:memory:"])
def test_a_store_in_memory_keeps_nothing(given: str) -> None:
    with pytest.raises(StoreError, match="name of a file"):
        find_place(given)


def test_what_is_no_address() -> None:
    with pytest.raises(StoreError, match=r"such as postgresql://.*setting “store”"):
        find_place("://server")
