import numpy as np
import pytest

from formcheck.pose.growing import Growing


def test_rows_are_kept_in_order_however_many() -> None:
    table = Growing((2,), np.float32)

    for number in range(1000):
        table.add((number, -number))

    assert len(table) == 1000
    assert table.view().dtype == np.float32
    assert table.view().tolist() == [[number, -number] for number in range(1000)]


def test_a_view_stays_as_it_was_and_cannot_be_changed() -> None:
    table = Growing()
    table.add(1.0)
    early = table.view()

    for number in range(1000):
        table.add(number)

    assert early.tolist() == [1.0]
    with pytest.raises(ValueError, match="read-only"):
        early[0] = 2.0


def test_one_number_fills_a_row() -> None:
    table = Growing((3,))

    table.add(np.nan)

    assert np.isnan(table.view()).all()
    assert table.view().shape == (1, 3)
