"""Letters that look the same are the same."""

from hypothesis import given
from hypothesis import strategies as st

from model.reading.text import clean_text, fold, plain


@given(st.text())
def test_cleaning_twice_changes_nothing_more(cell):
    assert clean_text(clean_text(cell)) == clean_text(cell)
    assert plain(plain(cell)) == plain(cell)
    assert fold(fold(cell)) == fold(cell)


def test_words_compare_without_case_accents_and_marks():
    assert {fold("Không nghe máy"), fold("KHONG_NGHE_MAY"), fold(" không  nghe-máy ")} == {"khong nghe may"}
