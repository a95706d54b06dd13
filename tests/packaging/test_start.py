"""What the packaged program does before all else."""

from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

import pytest

from tests.conftest import ROOT


@pytest.fixture
def start() -> Any:
    spec = spec_from_file_location("start", ROOT / "packaging" / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("before", ["", "/opt/lib"])
def test_programs_that_are_started_find_the_systems_libraries(start: Any, before: str) -> None:
    # GIVEN what PyInstaller's starter leaves
    environ = {"LD_LIBRARY_PATH": "/opt/formcheck/_internal", "HOME": "/"}
    if before:
        environ["LD_LIBRARY_PATH_ORIG"] = before
    start.give_back(environ)
    # THEN others get what there was, and this program once more begins anew
    kept = {"LD_LIBRARY_PATH": before} if before else {}
    assert environ == {"HOME": "/", "PYINSTALLER_RESET_ENVIRONMENT": "1", **kept}
