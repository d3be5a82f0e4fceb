"""From two uploaded files to what each campaign's good leads cost, as somebody without scripts goes."""

import io
import re

import pytest

from service.jobs.take_uploads import take_upload

LEADS = """Ngày tạo;Tên khách;SĐT;Chiến dịch;Tình trạng;Sale
01/10/2026;Lan;0901234567;tet;Đạt chuẩn;sale-03
01/10/2026;Hà;0901234568;tet;KNC;sale-03
02/10/2026;<b>Mai</b>;0901234569;tet;<script>x</script>;sale-03
02/10/2026;An;0901234560;he;KNM;sale-03
hôm qua;Bo;0901234561;he;KNC;sale-03
"""
SPEND = """Ngày;Chiến dịch;Chi phí
01/10/2026;tet;300.000đ
02/10/2026;hè;1tr
"""


@pytest.fixture
def admin(signed_in_as):
    return signed_in_as("admin")


@pytest.fixture
def work(parts):
    return lambda: take_upload(parts, "a worker")


def files(**texts):
    return {
        kind: (io.BytesIO(text.encode() if isinstance(text, str) else text), f"{kind}.csv")
        for kind, text in texts.items()
    }


def upload(visitor, **texts):
    return visitor.post("/setup/upload", files(**texts), content_type="multipart/form-data")


def uploaded(visitor, **texts):
    """The address of the first file."""
    answer = upload(visitor, **texts)
    assert answer.status_code == 303, answer.text
    return answer.location


def choices(page):
    """The form as it stands: by the name of each choice, what is chosen."""
    found = {}
    for name, options in re.findall(r'<select id="[^"]*" name="([^"]*)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[0] if chosen else ""
    return found


def test_two_files_become_quality_and_cost_by_campaign(admin, work):
    address = uploaded(admin, leads=LEADS, spend=SPEND)
    assert admin.get(address).location == f"{address}/columns"
    columns = admin.get(f"{address}/columns").text
    assert ("090…67" in columns, "L… · H…" in columns) == (True, True)
    assert "0901234567" not in columns
    roles = choices(columns)
    assert [roles[f"role_{n}"] for n in range(6)] == [
        *("submitted_at", "name", "phone", "campaign", "status", "rep")
    ]
    assert admin.post(f"{address}/columns", roles).location == address
    words = admin.get(f"{address}/words").text
    assert "&lt;script&gt;x" in words
    assert "<script>x" not in words
    meanings = choices(words)
    assert sorted(meanings.values()) == [
        *("", "attempt.no_answer", "disposition.no_need", "disposition.qualified")
    ]
    admin.post(f"{address}/words", meanings)
    assert 'http-equiv="refresh"' in admin.get(address).text
    assert work()
    preview = admin.get(address).text
    assert "không đọc được ngày giờ" in preview
    assert "1 lượt gọi không có thời điểm" in preview
    assert admin.get("/setup/result").text.count("<tr>") == 0
    admin.post(f"{address}/import")
    assert work()
    done = admin.get(address).text
    (spend,) = re.findall(r'class="button primary" href="(/setup/upload/[0-9a-f-]+)"', done)
    admin.post(f"{spend}/columns", choices(admin.get(f"{spend}/columns").text))
    assert work()
    admin.post(f"{spend}/import")
    assert work()
    result = admin.get("/setup/result").text
    assert "100.000" in result  # of three leads in tet, for 300,000
    assert "300.000" in result  # of one that is qualified
    assert "Có lead nhưng chưa có chi phí: he." in result
    assert "Có chi phí nhưng chưa có lead: hè." in result
    assert "Đã nhập" in admin.get("/setup").text


def test_only_who_may_open_the_set_up_is_led_there_from_its_result(signed_in_as):
    led = {
        role: 'href="/setup"' in signed_in_as(role).get("/setup/result").text for role in ("admin", "boss")
    }
    assert led == {"admin": True, "boss": False}


def test_a_plan_may_be_gone_back_to_until_it_is_imported(admin, work):
    address = uploaded(admin, leads=LEADS)
    roles = choices(admin.get(f"{address}/columns").text)
    admin.post(f"{address}/columns", roles | {"role_4": "left_out"})
    assert work()
    assert "Sửa cột" in admin.get(address).text
    admin.post(f"{address}/columns", roles)
    assert admin.get(address).location == f"{address}/words"
    admin.post(f"{address}/words", {})
    assert admin.post(f"{address}/import").status_code == 409
    assert work()
    admin.post(f"{address}/import")
    assert work()
    for step, form in (("columns", roles), ("words", {})):
        assert admin.post(f"{address}/{step}", form).location == address
    assert admin.get(f"{address}/columns").location == address


def test_a_column_that_is_twice_the_same_is_told_at_its_choice(admin):
    address = uploaded(admin, leads=LEADS)
    roles = choices(admin.get(f"{address}/columns").text)
    answer = admin.post(f"{address}/columns", roles | {"role_1": "campaign"})
    assert answer.status_code == 422
    assert 'id="f-role_1-problem-1"' in answer.text
    assert choices(answer.text)["role_1"] == "campaign"
    assert admin.post(f"{address}/columns", roles | {"role_1": "password"}).status_code == 422


def test_another_row_may_name_the_columns(admin):
    address = uploaded(admin, spend="Ngày,Chi phí\nDay,Cost\n2026-10-01,5\n")
    assert admin.post(f"{address}/sheet", {"header": "2"}).location == f"{address}/columns"
    assert ">Cost<" in admin.get(f"{address}/columns").text
    answer = admin.post(f"{address}/sheet", {"header": "77"})
    assert (answer.status_code, "tệp trống" in answer.text) == (422, True)
    roles = choices(admin.get(f"{address}/columns").text)
    assert admin.post(f"{address}/columns", roles).status_code == 422
    assert admin.post(f"{address}/columns", roles | {"campaign": "tet"}).status_code == 303


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "tệp trống"),
        (b"PK\x03\x04 and no more", "hỏng hoặc có mật khẩu"),
        (b"SDT;Ten\n0901234567;H\xe0\n", "hãy lưu thành CSV UTF-8"),
        (b"a\0b\n1\n", "không đọc được"),
        (b"0901234567;Lan\n", "cần một dòng đặt tên"),
        (b"<html><table></table></html>", "trang web"),
        ((",".join(f"c{n}" for n in range(300)) + "\n1").encode(), "quá 200 cột"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_why_at_its_field(admin, data, said):
    answer = upload(admin, leads=data)
    assert answer.status_code == 422
    assert said in answer.text
    assert 'id="f-leads-problem-1"' in answer.text


def test_markup_in_names_is_shown_and_not_done(admin, work):
    odd = "<img src=x onerror=go()>"
    sent = {"leads": (io.BytesIO(f"{odd},SĐT\n=1+1,0901234567\nKNC,\n".encode()), f"{odd}.csv")}
    answer = admin.post("/setup/upload", sent, content_type="multipart/form-data")
    form = choices(admin.get(f"{answer.location}/columns").text) | {"role_0": "submitted_at"}
    admin.post(f"{answer.location}/columns", form)
    assert work()
    for page in ("/setup", f"{answer.location}/columns", answer.location):
        shown = admin.get(page).text
        assert "&lt;img src=x" in shown
        assert "<img src=x" not in shown


def test_no_file_is_none(admin):
    assert upload(admin).status_code == 422


def test_a_larger_body_is_taken_here_up_to_a_limit(admin, app, monkeypatch):
    monkeypatch.setattr("service.integrations.uploads.look.MOST_ROWS", 30)
    rows = b"Ngay,Chi phi,Chien dich\n" + b"2026-10-01,5,tet\n" * 330_000
    assert len(rows) > app.config["MAX_CONTENT_LENGTH"]
    assert "quá 30 dòng" in upload(admin, spend=rows).text
    claimed = {"CONTENT_LENGTH": str(1 << 30)}
    answer = admin.post("/setup/upload", files(leads="a"), environ_overrides=claimed)
    assert answer.status_code == 413


def test_what_nobody_wants_is_deleted(admin):
    address = uploaded(admin, leads=LEADS)
    assert admin.post(f"{address}/removal").location.startswith("/setup?")
    gone = admin.get(address).text
    assert "tải lên lại" in gone
    assert admin.get(f"{address}/columns").location == address


@pytest.mark.parametrize(("role", "kind"), [("marketer", "leads"), ("sales_lead", "spend")])
def test_neither_team_uploads_for_the_other(signed_in_as, admin, role, kind):
    other = signed_in_as(role)
    assert f'name="{kind}"' not in other.get("/setup/upload").text
    assert upload(other, **{kind: LEADS}).status_code == 422
    address = uploaded(admin, **{kind: LEADS if kind == "leads" else SPEND})
    assert other.get(address).status_code == 404
    assert other.post(f"{address}/import").status_code == 404
    assert address not in other.get("/setup").text


@pytest.mark.parametrize("role", ["rep", "boss"])
def test_others_set_nothing_up(signed_in_as, role):
    assert signed_in_as(role).get("/setup").status_code == 403


def test_every_page_is_in_english_too(signed_in_as, work):
    visitor = signed_in_as("admin", language="en")
    assert "what ads cost" in visitor.get("/setup/upload").text.lower()
    address = uploaded(visitor, leads=LEADS)
    visitor.post(f"{address}/columns", choices(visitor.get(f"{address}/columns").text))
    visitor.post(f"{address}/words", choices(visitor.get(f"{address}/words").text))
    assert work()
    assert "the time cannot be read" in visitor.get(address).text
