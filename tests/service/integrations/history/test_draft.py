"""A first map, guessed."""

from service.integrations.history.draft import draft_map
from service.integrations.history.map_file import check_columns_exist, parse_map
from service.integrations.history.table import open_table
from service.integrations.history.words import KINDS

SHEET = """\
Mã KH;Ngày tạo;Họ tên;SĐT;Chiến dịch;Tình trạng;Số tiền;Khoá học
1;21/11/2026;Lan;0901234567;tet;KNM;;ielts
2;21/11/2026;Hà;0912345678;tet;TB;;ielts
3;22/11/2026;Mai;0934567890;tet;SS;;toeic
4;22/11/2026;Thu;0945678901;he;KNC;;toeic
5;22/11/2026;Nga;0956789012;he;Đã CK;12tr;ielts
6;22/11/2026;An;0967890123;he;cọc 2tr;2tr;ielts
7;22/11/2026;Vy;0978901234;he;KNM lần 2;;ielts
8;22/11/2026;Ly;0989012345;he;hmm;;ielts
"""


def drafted(write, kind):
    table = open_table(write("sheet.csv", SHEET))
    text = draft_map(kind, table)
    read = parse_map(text, kind)
    check_columns_exist(read, table.columns)
    return read, text


def test_vietnamese_headers_of_leads(write):
    read, text = drafted(write, "leads")
    assert {word: column.names[0] for word, column in read.columns.items()} == {
        "external_id": "Mã KH",
        "campaign": "Chiến dịch",
        "submitted_at": "Ngày tạo",
        "name": "Họ tên",
        "phone": "SĐT",
    }
    assert '# "Khoá học" = "Khoá học"' in text
    assert "0901234567" not in text


def test_vietnamese_words_of_calls_and_reasons(write):
    attempts, _ = drafted(write, "attempts")
    assert attempts.values["result"] == {
        "knm": "no_answer",
        "tb": "switched_off",
        "ss": "wrong_person",
        "knm lần 2": "no_answer",
    }
    dispositions, text = drafted(write, "dispositions")
    assert dispositions.values["disposition"]["ss"] == "wrong_number"
    assert dispositions.values["disposition"]["knc"] == "no_need"
    assert '# "hmm" = ""' in text


def test_vietnamese_words_of_outcomes(write):
    read, _ = drafted(write, "outcomes")
    assert read.columns["revenue"].names == ("Số tiền",)
    assert read.values["outcome"] == {"đã ck": "won", "cọc 2tr": "won"}


def test_a_phone_column_with_an_odd_name_is_found_by_what_is_in_it(write):
    table = open_table(write("a.csv", "id,cột 2\n1,0901234567\n2,0912 345 678\n"))
    assert parse_map(draft_map("leads", table), "leads").columns["phone"].names == ("cột 2",)


def test_a_draft_says_what_is_needed_and_missing(write):
    table = open_table(write("a.csv", "x,y\n1,2\n"))
    for kind, words in KINDS.items():
        text = draft_map(kind, table)
        missing = sum(word.needed for word in words)
        assert text.count("NEEDED: no column looked like it") == missing
