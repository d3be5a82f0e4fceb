"""No cell, however long or odd, holds a reader up."""

import time
from zoneinfo import ZoneInfo

import pytest

from model.reading.amounts import read_amount
from model.reading.dates import is_day_first
from model.reading.emails import read_email
from model.reading.moments import read_moment
from model.reading.numbers import decimal_mark, read_number
from model.reading.phones import read_phones
from model.reading.text import clean_text, fold, fold_case, is_missing, plain
from model.reading.times import read_time
from model.reading.yes_no import read_yes_no

LENGTH = 100_000
READERS = {
    "amount": read_amount,
    "day order": lambda cell: is_day_first([cell]),
    "email": read_email,
    "moment": read_moment,
    "mark": lambda cell: decimal_mark([cell]),
    "number": read_number,
    "phones": read_phones,
    "clean": clean_text,
    "fold": fold,
    "fold case": fold_case,
    "missing": is_missing,
    "plain": plain,
    "time": lambda cell: read_time(cell, ZoneInfo("UTC")),
    "yes or no": read_yes_no,
}
PARTS = ["1", "1.", "1,", "0 ", "a", "a@", "(", "10:02 ", "1/", "tr1", "-", " ", "\u0301\u0316", "\u0323"]


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("part", PARTS)
def test_a_hostile_cell_is_read_in_time(name, part):
    started = time.process_time()
    for cell in (part * (LENGTH // len(part)) + "x", "10:02" + part * 45 + "x"):
        READERS[name](cell)
    assert time.process_time() - started < 1.0  # a quadratic reader takes over ten times as long
