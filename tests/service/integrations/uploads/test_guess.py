"""What is guessed of a sheet that nobody described."""

import pytest

from service.integrations.uploads.guess_meaning import guess_meaning
from service.integrations.uploads.take_file import NewFile, open_new

SHEET = """STT;Ngày tạo;Tên khách;SĐT;Chiến dịch;Khoá;Tình trạng;Ngày gọi;Doanh thu;Sale;Ghi chú
1;21/11/2026;Lan;0901234567;tet;ielts;KNM;21/11/2026;;sale-03;gọi lại
2;20/11/2026;Hà;0901234568;tet;ielts;đã CK 2tr;;2000000;sale-04;
3;20/11/2026;;0901234569;he;toeic;KNC - học chỗ khác;;;sale-03;
4;20/11/2026;;0901234560;he;toeic;zzz;;;sale-03;
"""


def opened(text, kind="leads", **more):
    return open_new(NewFile(kind=kind, name="a.csv", data=text.encode(), by="mkt-1", **more))


def test_columns_are_known_by_their_names_and_by_what_stands_in_them():
    plan = opened(SHEET, attributes=["Khoá"]).plan
    assert plan.roles == {
        "STT": "left_out",
        "Ngày tạo": "submitted_at",
        "Tên khách": "name",
        "SĐT": "phone",
        "Chiến dịch": "campaign",
        "Khoá": "attribute",
        "Tình trạng": "status",
        "Ngày gọi": "status_at",
        "Doanh thu": "revenue",
        "Sale": "rep",
        "Ghi chú": "left_out",
    }
    assert plan.meanings == {
        "Tình trạng": {
            "knm": "attempt.no_answer",
            "đã ck 2tr": "outcome.won",
            "knc - học chỗ khác": "disposition.no_need",
            "zzz": "",
        }
    }
    assert plan.dayfirst


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("KNM", "attempt.no_answer"),
        ("KNM lần 2", "attempt.no_answer"),
        ("máy bận", "attempt.busy"),
        ("HGL", "attempt.callback"),
        ("nghe máy", "attempt.reached"),
        ("TB", "disposition.unreachable.switched_off"),
        ("Không liên lạc được", "disposition.unreachable"),
        ("ss", "disposition.wrong_number"),
        ("Hỏi cho biết", "disposition.no_need.just_asking"),
        ("Tiềm năng", "disposition.qualified"),
        ("Cọc", "outcome.won"),
        ("đã chốt (20/11)", "outcome.won"),
        ("Từ chối", "outcome.lost"),
        ("Đang chăm", "outcome.open"),
        ("sale-03", ""),
        ("", ""),
    ],
)
def test_words_mean_calls_what_they_showed_or_sales(word, meaning):
    assert guess_meaning(word) == meaning


def test_a_column_of_yes_and_no_says_nothing_of_leads_unless_it_is_called_so():
    rows = "SĐT,Đã học,Kết quả\n" + "0901234567,no,yes\n" * 4
    roles = opened(rows).plan.roles
    assert (roles["Đã học"], roles["Kết quả"]) == ("left_out", "status")


def test_what_ads_cost_as_facebook_writes_it():
    rows = "Campaign name,Day,Amount spent (VND),Impressions\ntet,11/21/2026,1500000,9\ntet,11/22/2026,1,9\n"
    plan = opened(rows, "spend").plan
    assert list(plan.roles.values()) == ["campaign", "day", "amount", "impressions"]
    assert not plan.dayfirst


def test_a_look_shows_no_contact():
    look = opened(SHEET).look
    shown = [text for column in look.columns for text in column.samples]
    assert "090…67" in shown
    assert not any("0901234567" in text for text in shown)
    assert look.column("Ghi chú").filled == 1
    assert opened("Mail\nlan.tran@example.com\n").look.column("Mail").samples == ["la…om"]
