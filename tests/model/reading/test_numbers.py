"""A column's numbers, whatever the column means."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.reading.numbers import decimal_mark, read_number


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12.000.000 đ", 12e6),
        ("₫12,000,000", 12e6),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1 500 000", 1.5e6),
        ("'500", 500),
        (".5", 0.5),
        ("-,5", -0.5),
        ("0.500", 0.5),
        ("1tr5", 1.5e6),
        ("2 tỷ 300 triệu", 2.3e9),
        ("35 %", 35),
        ("9,01E+08", 9.01e8),
        ("1e-3", 0.001),
        ("12345678901234567890", 12345678901234567890.0),
        ("１２ｔｒ", 12e6),
    ],
)
def test_numbers_as_people_write_them(cell, number):
    assert read_number(cell) == number


@pytest.mark.parametrize(
    "cell", ["", ".", "12m", "30d", "12 34", "5.", "21.11.2026", "1e999", "10-12", "9" * 400]
)
def test_what_is_no_number_is_not_read(cell):
    assert read_number(cell) is None


@pytest.mark.parametrize(("decimal", "number"), [(None, 4857), (".", 4.857), (",", 4857)])
def test_an_ambiguous_mark_is_the_columns(decimal, number):
    assert read_number("4.857", decimal) == number


def test_an_evident_mark_is_its_own():
    assert read_number("1.234,56", ".") == read_number("1,234.56", ",") == 1234.56


def test_what_is_no_number_has_no_say_in_the_decimal_mark():
    assert decimal_mark(["v1.25", "21.11.2026", "1,5"]) == ","


@given(st.text(max_size=70), st.sampled_from([None, ".", ","]))
def test_any_text_gives_a_finite_number_or_none(cell, decimal):
    number = read_number(cell, decimal)
    assert number is None or math.isfinite(number)


@given(st.floats(-1e12, 1e12))
def test_what_a_program_writes_is_read_as_it_was(number):
    assert read_number(repr(number), decimal=".") == number
    assert read_number(repr(number).replace(".", ","), decimal=",") == number
