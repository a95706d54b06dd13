import pytest

from formcheck.around.consent import Consent, Kind, Use, read_uses

OWN = r"C:\Program Files\formcheck\python.exe"
BOOTED_S = 1_700_000_000.0


def ticks(seconds: float) -> int:
    """Return a time as Windows writes it."""
    return int((seconds + 11_644_473_600) * 10_000_000)


MORNING, NOON = ticks(BOOTED_S + 3600), ticks(BOOTED_S + 7200)
YESTERDAY = ticks(BOOTED_S - 86400)
CALL = "C:#Program Files#Calls#calls.exe"


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        (Use(CALL, MORNING, 0), True),
        (Use("Microsoft.WindowsCamera_8wekyb3d8bbwe", MORNING, 0), True),
        (Use(CALL, MORNING, NOON), False),
        (Use(CALL, 0, 0), False),  # allowed, never used
        (Use(CALL, YESTERDAY, 0), False),  # noted down before the power failed
        (Use("C:#Program Files#formcheck#PYTHON.exe", MORNING, 0), False),  # ourselves
    ],
)
def test_tells_who_is_at_it(*, use: Use, expected: bool) -> None:
    asked: list[Kind] = []

    def read(kind: Kind) -> list[Use]:
        asked.append(kind)
        return [Use(CALL, YESTERDAY, YESTERDAY + 1), use]

    consent = Consent("webcam", read=read, executable=lambda: OWN, booted_s=lambda: BOOTED_S)
    assert consent() is expected
    assert asked == ["webcam"]
    consent.close()


def test_knows_its_own_package() -> None:
    store = (
        r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.11_3.11.9_x64__qbz5n2kf"
        r"\python3.11.exe"
    )
    python = Use("PythonSoftwareFoundation.Python.3.11_qbz5n2kf", MORNING, 0)
    assert python.is_by(store)
    assert not python.is_by(OWN)
    assert not Use("Microsoft.WindowsCamera_8wekyb3d8bbwe", MORNING, 0).is_by(store)


def test_this_computer_answers() -> None:
    Consent("microphone")()
    assert all(use.program for use in read_uses("microphone"))
