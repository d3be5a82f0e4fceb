"""The terms: what they are without an agreement, how they are written and read."""

from datetime import date

import pytest

from model.agreement import Agreement, read_shifts, write_shifts


def test_terms_that_nobody_signed_have_no_target():
    terms = Agreement()
    assert not terms.is_signed
    assert terms.target_of("tet-2026") is None


def test_a_campaigns_own_target_goes_before_the_companys():
    terms = Agreement(quality_target=0.4, quality_targets={"tet-2026": 0.3})
    assert terms.target_of("tet-2026") == 0.3
    assert terms.target_of("other") == terms.target_of(None) == 0.4


def test_written_terms_read_as_they_were():
    terms = Agreement(
        version=3,
        checklist=("reached", "has_need"),
        holidays=(date(2027, 2, 6),),
        leads_per_day=(5, 40),
        quality_targets={"tết": 0.2},
        shifts=read_shifts({"sun": [["22:00", "24:00"]], "mon": [["13:30", "17:30"], ["08:00", "12:00"]]}),
    )
    assert Agreement.from_dict(terms.to_dict(), 3) == terms
    assert terms.shifts[0] == ((480, 720), (810, 1050))


def test_terms_that_are_left_out_are_the_defaults():
    assert Agreement.from_dict({}, 0) == Agreement()


@pytest.mark.parametrize(
    "shifts",
    [
        {"mon": [["12:00", "08:00"]]},
        {"mon": [["08:00", "08:00"]]},
        {"mon": [["08:00", "12:00"], ["11:59", "13:00"]]},
        {"mon": [["8", "12:00"]]},
        {"mon": [["08:00", "24:01"]]},
        {"mon": [["08:60", "12:00"]]},
        {"monday": [["08:00", "12:00"]]},
    ],
)
def test_shifts_that_cannot_be_are_refused(shifts):
    with pytest.raises(ValueError):
        read_shifts(shifts)


def test_shifts_are_written_as_they_are_read():
    assert read_shifts(write_shifts(Agreement().shifts)) == Agreement().shifts
