"""Letters that look the same are the same."""

from hypothesis import given
from hypothesis import strategies as st

from model.reading.text import clean_text, fold, fold_case, is_blank, is_missing, plain


@given(st.text())
def test_cleaning_twice_changes_nothing_more(cell):
    assert clean_text(clean_text(cell)) == clean_text(cell)
    assert plain(plain(cell)) == plain(cell)
    assert fold(fold(cell)) == fold(cell)


def test_accents_and_signs_tell_values_apart_that_are_one_word():
    assert fold("Hồng A+") == fold("hong a")
    assert fold_case("Hồng A+") == fold_case(" hồng  a+") != fold_case("hong a")


def test_na_is_missing_in_a_field_and_a_name_elsewhere():
    assert (is_missing("NA"), is_blank("Na")) == (True, False)
    assert all(is_missing(cell) and is_blank(cell) for cell in ("", " - ", "–", "N/A", "null", "NaN"))


def test_words_compare_without_case_accents_and_marks():
    assert {fold("Không nghe máy"), fold("KHONG_NGHE_MAY"), fold(" không  nghe-máy ")} == {"khong nghe may"}
