"""Rows as Leadworth's words."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from model.lead.schema import Field, LeadSchema
from service.integrations.history.cells import Manner
from service.integrations.history.map_file import parse_map
from service.integrations.history.records import Record, RecordReader
from service.integrations.history.rejects import Reject
from service.integrations.history.rows import Row
from service.usecases.campaigns.name_campaign import campaign_key

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
SCHEMA = LeadSchema(fields=(Field("budget", "number"),))
RESULTS = "reached, no_answer, switched_off, busy, hung_up, wrong_person, callback"


def read(kind: str, text: str, **cells: str):
    how = parse_map(f'kind = "{kind}"\n{text}', kind)
    return RecordReader(how, Manner(HCM, "VND", "VN"), SCHEMA).read(Row(7, cells))


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


def test_a_lead_without_any_phone_lacks_nothing_that_could_be_read():
    assert read("leads", LEADS, **{**LEAD, "zalo": "-"}).left_out == ()


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
        reason = f"is no result ({RESULTS}) and stands in no [values.result]"
        assert record == Reject(7, "status", reason, "zalo")
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


def test_attributes_that_the_schema_cannot_read_are_left_out_and_counted():
    text = LEADS + 'ngan_sach = "budget"\nwhy = "why"\n'
    cells = {**LEAD, "city": "Huế", "ngan_sach": "khoảng mười", "why": "a" * 10_001}
    record = read("leads", text, **cells)
    assert record.checked.attributes == {"city": "Huế"}
    assert [(each.column, each.reason) for each in record.left_out] == [
        ("why", "is longer than 10000 characters"),
        ("ngan_sach", "needs a number, for example 12.000.000 or 1500"),
    ]


def test_more_attributes_than_a_lead_may_have_are_left_out_and_counted():
    names = [f"a{number}" for number in range(201)]
    text = LEADS + "".join(f'{name} = "{name}"\n' for name in names)
    record = read("leads", text, **LEAD, **dict.fromkeys(names, "x"))
    assert record.checked.attributes == {}
    assert [(each.column, each.reason) for each in record.left_out] == [
        ("[attributes]", "needs at most 200 attributes a lead")
    ]


LOST = """
[columns]
lead = "id"
outcome = "what"
revenue = "price"
lost_reason = "why"
note = "said"
[values.lost_reason]
"Đắt" = "price"
"Chưa quyết" = "undecided"
"""


@pytest.mark.parametrize(
    ("why", "reason", "note"),
    [
        ("Đắt", "price", None),
        ("Family", "family", None),
        ("other", "other", None),
        ("Chưa quyết", "other", "Chưa quyết"),
        ("Xa quá", "other", "Xa quá"),
        ("-", None, None),
    ],
)
def test_a_lost_reason_that_is_none_of_ours_is_other_and_stays_in_the_note(why, reason, note):
    record = read("outcomes", LOST, id="1", what="lost", price="", why=why, said="")
    assert (record.values.get("lost_reason"), record.values.get("note")) == (reason, note)
    noted = read("outcomes", LOST, id="1", what="lost", price="", why=why, said="gọi lại")
    assert noted.values["note"] == (f"gọi lại; {note}" if note else "gọi lại")


def test_what_belongs_to_another_outcome_is_left_out_and_counted():
    lost = read("outcomes", LOST, id="1", what="lost", price="12tr", why="Đắt", said="")
    assert lost.values == {"lead": "1", "outcome": "lost", "lost_reason": "price"}
    assert lost.left_out == (Reject(7, "price", "belongs to an outcome that is won"),)
    won = read("outcomes", LOST, id="1", what="won", price="12tr", why="Xa quá", said="")
    assert won.values == {"lead": "1", "outcome": "won", "revenue": Decimal(12_000_000)}
    assert won.left_out == (Reject(7, "why", "belongs to an outcome that is lost"),)


def test_a_sub_reason_that_is_none_of_ours_rejects_the_row_and_names_the_words():
    text = '[columns]\nlead = "id"\ndisposition = "what"\nsub_reason = "why"\n'
    right = read("dispositions", text, id="1", what="no_need", why="just_asking")
    assert right.values["sub_reason"] == "just_asking"
    words = "just_asking, no_answer, switched_off, busy"
    assert read("dispositions", text, id="1", what="no_need", why="hỏi chơi") == Reject(
        7, "why", f"is no sub_reason ({words}) and stands in no [values.sub_reason]", "hỏi chơi"
    )


@pytest.mark.parametrize(
    ("length", "taken"), [("0", True), ("86400", True), ("86401", False), ("24:00:01", False)]
)
def test_a_call_lasts_a_day_at_most(length, taken):
    record = read("attempts", ATTEMPTS, **{**ATTEMPT, "status": "KNM", "length": length})
    assert isinstance(record, Record) if taken else record == Reject(7, "length", "is above 86400")


KEYS = '[columns]\nexternal_id = "id"\ncampaign = "c"\n[columns.tracking]\nad_set = "s"\nad = "a"\n'


def test_campaigns_ad_sets_and_ads_are_named_as_the_api_names_them():
    names = {"c": " Te\u0302\u0301t  2026 ", "s": "a\u200b b", "a": "x"}
    record = read("leads", KEYS, id="1", **names)
    assert record.values == {
        "external_id": "1",
        "campaign": campaign_key(names["c"]),
        "tracking.ad_set": "a\u200b b",
        "tracking.ad": "x",
    }
    assert record.values["campaign"] == "Tết  2026"


@pytest.mark.parametrize("column", ["c", "s", "a"])
def test_a_name_of_more_than_200_characters_rejects_the_row(column):
    cells = {"c": "x", "s": "x", "a": "x" * 200}
    assert isinstance(read("leads", KEYS, id="1", **cells), Record)
    long = read("leads", KEYS, id="1", **{**cells, column: "x" * 201})
    assert long == Reject(7, column, "is longer than 200 characters")
