"""A pasted chat as a lead."""

import pytest

from model.lead.schema import Field, LeadSchema
from service.usecases.desk.read_chat import lead_body, read_chat
from service.usecases.problems import Refused

CHAT = """Lan Anh đã gửi lúc 10:32
Chào shop, em tên là Lan Anh ạ
Cho em hỏi học phí lớp tối 3.500.000 phải không?
Số em 0901.234.567, Zalo cũng số này
mail lananh@example.com"""


def test_phone_name_and_mail_are_found_and_the_rest_is_the_message():
    found = read_chat(CHAT, "VN")
    assert (found.name, found.phones, found.email) == (
        "Lan Anh",
        ("+84901234567",),
        "lananh@example.com",
    )
    assert "lớp tối 3.500.000 phải không?" in found.message


def test_the_message_holds_nothing_to_know_the_person_by():
    message = read_chat(CHAT, "VN").message
    assert not [secret for secret in ("Lan Anh", "901", "lananh") if secret in message]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Tên: nguyễn thị hoa, sđt 0901234567", "nguyễn thị hoa"),
        ("Họ và tên: Trần Văn Bình - 0901234567", "Trần Văn Bình"),
        ("Em tên Lan nha chị 0901234567", "Lan"),
        ("tên mình là Đỗ Quyên nhé 0901234567", "Đỗ Quyên"),
        ("my name is Anna Lee, 0901234567", "Anna Lee"),
        ("chị tên gì ạ? 0901234567", None),
        ("em là sinh viên năm 3 0901234567", None),
    ],
)
def test_a_name_is_taken_where_it_is_plain(said, name):
    assert read_chat(said, "VN").name == name


def test_all_phones_are_found_the_first_is_taken():
    found = read_chat("gọi em 0901234567 hoặc 0912 345 678", "VN")
    assert found.phones == ("+84901234567", "+84912345678")
    assert lead_body(found, LeadSchema(()), None, None)["contact"]["phone"] == "+84901234567"


def test_a_phone_is_found_in_a_line_that_is_longer_than_a_cell():
    assert read_chat("học phí thế nào " * 40 + "0901234567", "VN").phones == ("+84901234567",)


@pytest.mark.parametrize("said", ["Cho em hỏi giá với", "3.500.000 đ", "gọi 0901"])
def test_a_chat_nobody_can_be_reached_by_is_refused(said):
    with pytest.raises(Refused) as refused:
        read_chat(said, "VN")
    assert (refused.value.problems[0].field, refused.value.problems[0].code) == ("/text", "no_contact")


def test_the_message_goes_to_the_companys_field_of_free_text():
    schema = LeadSchema.loads('[[fields]]\nname = "story"\ntype = "text"\n')
    chat = read_chat("Hỏi lịch học 0901234567", "VN")
    assert lead_body(chat, schema, "tet", "zalo") == {
        "campaign": "tet",
        "contact": {"name": None, "phone": "+84901234567", "email": None},
        "tracking": {"utm_source": "zalo", "utm_medium": "chat"},
        "attributes": {"story": "Hỏi lịch học …"},
    }
    assert "message" in lead_body(chat, LeadSchema(()), None, None)["attributes"]


@pytest.mark.parametrize(
    ("texts", "kept_in"),
    [
        (("name", "story", "message"), "message"),
        (("name", "phone", "email", "story"), "story"),
        (("name", "full_name*"), "message"),
        (("full_name*", "message*"), "message"),
    ],
)
def test_the_message_is_never_kept_as_her_name(texts, kept_in):
    fields = tuple(Field(text.rstrip("*"), "text", personal=text.endswith("*")) for text in texts)
    body = lead_body(read_chat("Hỏi lịch học 0901234567", "VN"), LeadSchema(fields), None, None)
    assert list(body["attributes"]) == [kept_in]
