"""Yes and no, and what only looks like them."""

import pytest

from model.reading.yes_no import read_yes_no


@pytest.mark.parametrize("cell", ["Có", "CO", " yes ", "TRUE", "1", "x", "đúng", "Đồng ý", "dong_y"])
def test_yes(cell):
    assert read_yes_no(cell) is True


@pytest.mark.parametrize("cell", ["Không", "khong", "ko", "No", "false", "0", "sai", "Chưa", "không đồng ý"])
def test_no(cell):
    assert read_yes_no(cell) is False


@pytest.mark.parametrize("cell", ["", "-1", "dừng", "perhaps", "10", "yes no"])
def test_neither(cell):
    assert read_yes_no(cell) is None
