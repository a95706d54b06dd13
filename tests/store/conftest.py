"""Real stores: files, and databases of a real server where one is installed."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from formcheck.store.database import Store, open_store
from formcheck.store.people import People, Person
from tests.store import servers

_NUMBER = count(1)


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder of one's own, and no store set."""
    folder = tmp_path / "user"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.delenv("FORMCHECK_STORE", raising=False)
    return folder / "formcheck"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    programs = servers.programs()
    if programs is None:
        pytest.skip(servers.MISSING)
    with servers.postgres(programs) as address:
        yield address


@pytest.fixture(params=["file", "server"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Give places for new stores, of both kinds."""
    if request.param == "file":
        return lambda: str(tmp_path / f"store{next(_NUMBER)}" / "formcheck.sqlite")
    address = request.getfixturevalue("server")
    return lambda: servers.new_database(address, f"store{next(_NUMBER)}")


@pytest.fixture
def any_store(new_place: Callable[[], str]) -> Iterator[Store]:
    """An empty store of either kind."""
    store = open_store(new_place())
    yield store
    store.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "store" / "formcheck.sqlite"


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    """An empty store in a file."""
    opened = open_store(str(place))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def one_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store in a file that all tests of a module share: each brings its own people."""
    opened = open_store(str(tmp_path_factory.mktemp("store") / "formcheck.sqlite"))
    yield opened
    opened.close()


@pytest.fixture
def ann(store: Store) -> Person:
    return People(store).add("Ann")
