"""Amounts as Vietnamese and English sheets write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.reading.amounts import read_amount


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1.500.000đ", 1_500_000),
        ("1.500.000 ₫", 1_500_000),
        ("1,500,000 VND", 1_500_000),
        ("1 500 000 vnđ", 1_500_000),
        ("VND 1.500.000", 1_500_000),
        ("1500000", 1_500_000),
        ("1500000.0", 1_500_000),
        ("1.5E+06", 1_500_000),
        ("12tr", 12_000_000),
        ("12 Triệu", 12_000_000),
        ("1tr5", 1_500_000),
        ("1tr05", 1_050_000),
        ("1tr500", 1_500_000),
        ("1tr500k", 1_500_000),
        ("1 triệu 5", 1_500_000),
        ("1,5 triệu", 1_500_000),
        ("1.5tr", 1_500_000),
        ("1.200 triệu", 1_200_000_000),
        ("500k", 500_000),
        ("500 nghìn", 500_000),
        ("500 ngàn đồng", 500_000),
        ("2 tỷ", 2_000_000_000),
        ("2 tỷ 3", 2_300_000_000),
        ("2 tỷ 300 triệu", 2_300_000_000),
        ("1.500", 1500),
        ("1,500", 1500),
        ("(500)", -500),
        ("-500.000đ", -500_000),
        ("\u2212500", -500),
        ("+500", 500),
        ("0", 0),
        ("１２ｔｒ", 12_000_000),
    ],
)
def test_amounts_in_dong(cell, amount):
    assert read_amount(cell, "VND") == Decimal(amount)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("$1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1234.5", "1234.5"),
        ("1.500", "1.5"),
        ("1,500", "1500"),
        ("US$ 12", "12"),
        ("12 USD", "12"),
        ("1.5k", "1500"),
        ("($0.99)", "-0.99"),
        ("55035.64", "55035.64"),
    ],
)
def test_amounts_in_dollars(cell, amount):
    assert read_amount(cell, "USD") == Decimal(amount)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "-",
        "abc",
        "10-12tr",
        "10%",
        "1.50.000",
        "1tr5tr",
        "500k 2tr",
        "1tr 2345",
        "12 cái",
        "9" * 19,
        "1e99",
        "1,,5",
    ],
)
def test_what_is_no_amount_is_not_read(cell):
    assert read_amount(cell, "VND") is None


@pytest.mark.parametrize(
    ("cell", "currency"), [("$100", "VND"), ("100 USD", "VND"), ("100đ", "USD"), ("€5", "USD")]
)
def test_another_currency_is_not_read_as_ours(cell, currency):
    assert read_amount(cell, currency) is None


@given(st.text(max_size=70), st.sampled_from(["VND", "USD", "KWD"]))
def test_any_text_gives_a_finite_amount_or_none(cell, currency):
    amount = read_amount(cell, currency)
    assert amount is None or amount.is_finite()


@given(st.integers(-(10**15), 10**15))
def test_grouping_and_the_sign_of_dong_change_nothing(amount):
    written = f"{amount:,}"
    for cell in (written, written.replace(",", "."), f"{written} đ", str(amount)):
        assert read_amount(cell, "VND") == amount


@given(st.decimals(0, 10**12, places=2))
def test_cents_survive_both_ways_of_writing(amount):
    english = f"{amount:,.2f}"
    swapped = english.translate(str.maketrans(",.", ".,"))
    assert read_amount(english, "USD") == read_amount(swapped, "USD") == amount
