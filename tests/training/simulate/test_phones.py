"""Phones as people write them."""

import numpy as np
import phonenumbers

from training.simulate import History, World
from training.simulate.phones import DIRTY, FORMER, draw_styles, national


def test_every_person_has_a_number_of_their_own_that_is_valid_in_vietnam() -> None:
    numbers = national(np.arange(5000), 5000)
    assert len(set(numbers)) == 5000
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(n, "VN")) for n in numbers[::37])


def test_numbers_stay_different_past_the_four_digit_range() -> None:
    size = 400_000
    assert len(set(national(np.arange(size), size))) == size


def test_every_dirty_style_occurs_and_most_numbers_are_tidy(history: History) -> None:
    styles = draw_styles(World(), 20_000)
    assert set(DIRTY) <= set(styles)
    assert 0.05 < np.isin(styles, DIRTY).mean() < 0.09
    cells = history.leads.phone
    assert cells.str.contains("/").any()
    assert cells.str.startswith("p:+84").any()
    assert cells.str.contains("O", regex=False).any()
    assert cells.str.contains(r"E\+0").any()
    assert cells.str.contains("(", regex=False).any()
    assert cells.str[:4].isin(list(FORMER.values())).any()


def test_the_true_phone_is_given_where_the_cell_says_it(history: History) -> None:
    truth = history.true_leads.phone
    lost = history.leads.phone.str.contains(r"E\+0") | (history.leads.phone == "không có")
    assert truth[lost].isna().all()
    assert truth[~lost & (history.true_leads.kind != "spam")].str.fullmatch(r"\+84\d{9}").all()


def test_contacts_are_synthetic(history: History) -> None:
    assert history.leads.email.dropna().str.endswith("@example.com").all()
    assert history.true_leads.phone.dropna().str[5:8].eq("000").all()
