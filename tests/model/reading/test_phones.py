"""Phones as people write them, and the promise that reading never makes one up."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.reading.old_prefixes import NEW_PREFIX
from model.reading.phones import read_phones

ONE = ["+84901234567"]
TWO = ["+84901234567", "+84912345678"]
mobiles = st.sampled_from("32 35 38 70 77 81 86 88 90 91 93 96 98".split()).flatmap(
    lambda prefix: st.from_regex("[0-9]{7}", fullmatch=True).map(lambda rest: f"0{prefix}{rest}")
)


@pytest.mark.parametrize(
    "cell",
    [
        "0901234567 / 0912 345 678",
        "0901234567-0912345678",
        "0901234567, 0912345678",
        "0901 234 567 0912 345 678",
        "0901234567\n0912345678",
        "+84901234567+84912345678",
        "0901.234.567 hoặc 0912.345.678",
        "ĐT: 0901234567; Zalo: 0912345678",
    ],
)
def test_two_phones_in_a_cell(cell):
    assert read_phones(cell) == TWO


@pytest.mark.parametrize(
    "cell",
    [
        "0901.234.567 (chị Lan)",
        "(090) 123-4567",
        "p:+84901234567",
        "tel:+84-90-123-4567",
        "+840901234567",
        "+84 (0) 901 234 567",
        "(+84) 901 234 567",
        "0084901234567",
        "84901234567",
        "901234567",
        "901234567.0",
        "901,234,567",
        "'0901234567",
        "O9O1234567",
        "09o1 234 567",
        "090l234567",
        "090I234567",
        "9.01234567E+08",
        "9,01234567E+08",
        "8.4901234567E+10",
        "０９０１２３４５６７",
        "0901\u00a0234\u00a0567",
        "\u202a0901234567\u202c",
        "0901234567 / 0901.234.567",
        "Lan 1990 - 0901234567",
        "0901 234 567 / 8",
    ],
)
def test_one_phone_however_it_is_written(cell):
    assert read_phones(cell) == ONE


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "-",
        "không có",
        "zalo",
        "0901 234",
        "0901 234 567 8",
        "09012345678",
        "0000000000",
        "1" * 300,
        "+",
        "()",
    ],
)
def test_what_cannot_be_read_gives_nothing(cell):
    assert read_phones(cell) == []


@pytest.mark.parametrize("cell", ["9.01E+08", "9,01E+08", "8.49E+10"])
def test_digits_that_a_spreadsheet_rounded_away_are_not_made_up(cell):
    assert read_phones(cell) == []


def test_foreign_numbers_with_a_plus_keep_their_country():
    assert read_phones("+1 (202) 555-0123 / +20 100 123 4567") == ["+12025550123", "+201001234567"]
    assert read_phones("0100 123 4567", region="EG") == ["+201001234567"]


@pytest.mark.parametrize(("old", "new"), NEW_PREFIX.items())
@pytest.mark.parametrize(
    "form", ["0{}1234567", "+84{}1234567", "84{}1234567", "0{} 123 4567", "+840{}1234567"]
)
def test_every_prefix_of_before_2018_is_the_one_that_replaced_it(old, new, form):
    expected = f"+84{new}1234567"
    assert read_phones(form.format(old)) == ([expected] if is_valid(expected) else [])


def is_valid(number: str) -> bool:
    return phonenumbers.is_valid_number(phonenumbers.parse(number))


def test_old_prefixes_belong_to_vietnam_only():
    assert read_phones("01681234567", region="US") == []


@given(st.text(max_size=80))
def test_any_text_gives_valid_numbers_or_none(cell):
    assert all(is_valid(number) for number in read_phones(cell))


@given(mobiles, st.sampled_from([" ", ".", "-", " . "]), st.sampled_from([(4, 7), (3, 6), (4, 6), (3, 7)]))
def test_separators_change_nothing(mobile, mark, cuts):
    written = mark.join((mobile[: cuts[0]], mobile[cuts[0] : cuts[1]], mobile[cuts[1] :]))
    assert read_phones(written) == read_phones(mobile) != []


@given(mobiles)
def test_what_was_read_reads_as_itself(mobile):
    (number,) = read_phones(mobile)
    assert read_phones(number) == [number]
