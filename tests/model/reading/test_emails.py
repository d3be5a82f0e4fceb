"""E-mails as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.reading.emails import read_email


@pytest.mark.parametrize(
    "cell",
    ["lan@example.com", " lan@EXAMPLE.com ", "mailto:lan@example.com", "Lan <lan@example.com>",
     "lan@example.com.", "lan@example.com, b@example.com",
     "e-mail: lan@example.com (công ty)", "lan@example.com\u200b"],
)  # fmt: skip
def test_one_address_however_it_is_written(cell):
    assert read_email(cell) == "lan@example.com"


@pytest.mark.parametrize(
    "cell", ["", "-", "lan@", "@example.com", "lan@example", "lan(at)example.com", "a@b..com"]
)
def test_what_is_no_address_is_not_read(cell):
    assert read_email(cell) is None


@given(st.text(max_size=80))
def test_what_was_read_reads_as_itself(cell):
    found = read_email(cell)
    assert found is None or read_email(found) == found
