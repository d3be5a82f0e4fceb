"""Rows as Leadworth's words."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from service.integrations.history.cells import Manner
from service.integrations.history.map_file import parse_map
from service.integrations.history.records import Record, RecordReader
from service.integrations.history.rejects import Reject
from service.integrations.history.rows import Row

HCM = ZoneInfo("Asia/Ho_Chi_Minh")


def read(kind: str, text: str, **cells: str):
    how = parse_map(f'kind = "{kind}"\n{text}', kind)
    return RecordReader(how, Manner(HCM, "VND", "VN")).read(Row(7, cells))


LEADS = """
[columns]
external_id = "id"
submitted_at = "at"
phone = ["phone", "zalo"]
email = "email"
name = "name"
[attributes]
city = "city"
"""
LEAD = {
    "id": "1",
    "at": "21/11/2026 10:02",
    "name": " Lan ",
    "email": "",
    "phone": "",
    "zalo": "",
    "city": "",
}


def test_a_lead_reads_with_every_phone_of_every_column():
    record = read("leads", LEADS, **{**LEAD, "phone": "0901234567", "zalo": "0912 345 678", "city": " Huế "})
    assert record.values == {
        "external_id": "1",
        "submitted_at": datetime(2026, 11, 21, 10, 2, tzinfo=HCM),
        "name": "Lan",
        "phone": ("+84901234567", "+84912345678"),
    }
    assert record.attributes == {"city": "Huế"}
    assert record.left_out == ()


def test_a_lead_whose_contact_cannot_be_read_is_kept_without_it():
    record = read("leads", LEADS, **{**LEAD, "phone": "9.01E+08", "email": "lan@"})
    assert isinstance(record, Record)
    assert record.values.keys() == {"external_id", "submitted_at", "name"}
    assert [(each.column, each.reason) for each in record.left_out] == [
        ("phone / zalo", "cannot be read as a phone"),
        ("email", "cannot be read as an e-mail"),
    ]


def test_what_is_needed_and_what_cannot_be_read_reject_the_row_by_column():
    assert read("leads", LEADS, **{**LEAD, "id": " "}) == Reject(7, "id", "is empty; leads need it")
    assert read("leads", LEADS, **{**LEAD, "at": "hôm qua"}) == Reject(7, "at", "cannot be read as a time")
    long = read("leads", LEADS, **{**LEAD, "name": "a" * 201})
    assert long == Reject(7, "name", "is longer than 200 characters")


ATTEMPTS = """
[columns]
lead = "id"
occurred_at = "at"
result = "status"
channel = "status"
duration_seconds = "length"
[values.result]
KNM = "no_answer"
"" = "reached"
[values.channel]
Zalo = "zalo"
"*" = "phone"
[ignore]
status = ["NEW"]
"""
ATTEMPT = {"id": "1", "at": "2026-11-21", "length": ""}


@pytest.mark.parametrize(
    ("status", "result", "channel"),
    [("knm ", "no_answer", "phone"), ("", "reached", None), ("BUSY", "busy", "phone"), ("zalo", None, None)],
)
def test_values_are_mapped_whatever_their_case(status, result, channel):
    record = read("attempts", ATTEMPTS, **ATTEMPT, status=status)
    if result is None:
        assert record == Reject(7, "status", "is no result and stands in no [values.result]", "zalo")
    else:
        assert (record.values["result"], record.values.get("channel")) == (result, channel)


def test_rows_that_the_map_leaves_out_are_no_rejects():
    assert read("attempts", ATTEMPTS, **ATTEMPT, status="new") is None


@pytest.mark.parametrize("status", ["0901234567", "lan@example.com", "x" * 41])
def test_a_value_that_may_be_a_contact_is_not_shown(status):
    assert read("attempts", ATTEMPTS, **ATTEMPT, status=status).word == ""


def test_a_duration_reads_as_a_dialler_writes_it():
    cells = {**ATTEMPT, "status": "KNM", "length": "1:05"}
    assert read("attempts", ATTEMPTS, **cells).values["duration_seconds"] == 65


OUTCOMES = """
[columns]
lead = "id"
deal = { join = ["day", "course"] }
revenue = "price"
[constants]
outcome = "won"
"""


def test_joined_columns_constants_and_amounts():
    record = read("outcomes", OUTCOMES, id="1", day="2026-11-21", course="ielts", price="12tr")
    assert record.values == {
        "lead": "1",
        "deal": "2026-11-21/ielts",
        "revenue": Decimal(12_000_000),
        "outcome": "won",
    }


def test_a_revenue_below_nothing_is_rejected():
    record = read("outcomes", OUTCOMES, id="1", day="a", course="b", price="-5")
    assert record == Reject(7, "price", "is below 0")
