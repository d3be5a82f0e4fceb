"""From a file to leads and what became of them: tried, imported, forgotten."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from service.integrations.history.encoding import FileRefused
from service.integrations.history.mapping import FileForm
from service.integrations.uploads.check_plan import check_plan
from service.integrations.uploads.kept import (
    CHECKED,
    CHECKING,
    DONE,
    EXPIRED,
    FAILED,
    KEPT_FOR,
    change_plan,
    find_upload,
    forget_files,
    open_file,
    start_import,
)
from service.integrations.uploads.take_file import NewFile, look_again, open_new
from service.jobs.take_uploads import forget_uploads, take_upload
from service.store import events, lead_states, leads, spend
from service.store import uploads as stored_uploads
from service.usecases.clock import utc_now
from service.usecases.problems import Conflict, NotFound, Refused

SHEET = """Ngày tạo,Tên,SĐT,Chiến dịch,Tình trạng,Ngày gọi,Doanh thu,Sale
2026-01-05,Lan,0901234567,tet,KNM,2026-01-06,,sale-03
2026-01-05,Hà,0901234568,tet,đã CK,2026-01-06,2tr,sale-03
2026-01-05,Mai,0901234569,tet,SS,,,sale-03
2026-01-05,An,0901234560,tet,KNC,,,
2026-01-05,Bo,0901234561,he,KNM,,,
hôm qua,Cô,0901234562,he,KNC,,,
2026-01-05,Dũng,số mới,he,zzz,,,
2026-01-05,Em,0901234564,he,,,,
"""


def test_one_row_becomes_a_lead_and_what_its_word_says(uploads, counts):
    upload = uploads.check(uploads.add(SHEET))
    tried = {
        "leads": (7, 0, 1),
        "attempts": (1, 0, 0),
        "dispositions": (2, 0, 1),
        "outcomes": (1, 0, 0),
    }
    assert (upload.state, counts(upload)) == (CHECKED, tried)
    result = upload.row.result
    assert result["rejects"] == [
        {"row": 7, "column": "Ngày tạo", "reason": "cannot be read as a time", "word": ""}
    ]
    assert (result["rejected_rows"], result["calls_without_time"]) == (1, 1)
    assert result["left_out"] == [["SĐT", "cannot be read as a phone", 1]]
    done = uploads.take(upload)
    assert done.state == DONE
    assert done.row.done >= 4 * upload.row.rows
    assert counts(done) == tried
    with uploads.parts.database.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(leads.leads)) == 7
        called = connection.execute(sa.select(events.contact_attempts.c.result)).scalars().all()
        judged = connection.execute(sa.select(events.dispositions.c.disposition)).scalars().all()
        won = connection.execute(sa.select(lead_states.lead_states.c.won_revenue)).scalars().all()
    assert (called, sorted(judged), max(won)) == (["no_answer"], ["no_need", "wrong_number"], 2_000_000)


def test_a_trial_keeps_nothing(uploads):
    uploads.check(uploads.add(SHEET))
    with uploads.parts.database.read() as connection:
        assert connection.execute(sa.select(leads.leads)).all() == []


def test_the_same_sheet_a_week_later_adds_only_what_is_new(uploads, counts):
    first = uploads.add(SHEET)
    plan = first.plan.with_meanings({"Tình trạng": {**first.plan.meanings["Tình trạng"], "zzz": "nothing"}})
    uploads.take(uploads.check(first, plan))
    later = uploads.add(SHEET.replace("zzz", "Đạt chuẩn") + "2026-01-12,Gia,0901234565,he,zzz,,,\n")
    assert later.plan.meanings["Tình trạng"]["zzz"] == "nothing"
    assert later.plan.meanings["Tình trạng"]["đạt chuẩn"] == "disposition.qualified"
    assert counts(uploads.take(uploads.check(later)))["leads"] == (1, 7, 1)
    assert counts(uploads.find(later.id))["dispositions"] == (1, 2, 1)


def test_a_sheet_with_a_row_for_each_call_repeats_its_leads(uploads, counts):
    rows = "Mã,Ngày tạo,Tên,Tình trạng\nA,2026-01-05,Lan,KNC\nA,2026-01-05,chị Lan,Tiềm năng\n"
    done = uploads.take(uploads.check(uploads.add(rows)))
    assert (done.row.result["repeated"], done.row.result["rejected_rows"]) == (1, 0)
    assert counts(done)["dispositions"] == (2, 0, 0)


def test_what_ads_cost(uploads, counts):
    text = "Báo cáo\nNgày,Chi phí\n21/11/2025,1.500.000đ\n21/11/2025,500k\n22/11/2025,?\n21/11/2999,5\n"
    upload = uploads.add(text, "spend")
    with pytest.raises(Refused) as refused:
        check_plan("spend", upload.plan, upload.open_look)
    assert refused.value.problems[0].code == "needs_campaign"
    done = uploads.take(uploads.check(upload, replace(upload.plan, campaign="tet")))
    assert counts(done)["spend"] == (1, 0, 2)
    assert [reject["row"] for reject in done.row.result["rejects"]] == [5, 6]
    with uploads.parts.database.read() as connection:
        assert connection.execute(sa.select(spend.spend.c.amount)).scalars().all() == [2_000_000]


@pytest.mark.parametrize(
    ("roles", "codes"),
    [
        ({"SĐT": "day"}, ["unknown_word"]),
        ({"Tên": "campaign"}, ["twice", "twice"]),
        ({"Tên": "phone"}, []),
    ],
)
def test_a_plan_that_contradicts_itself_is_refused(uploads, roles, codes):
    upload = uploads.add(SHEET)
    plan = replace(upload.plan, roles={**upload.plan.roles, **roles})
    if not codes:
        return check_plan("leads", plan, upload.open_look)
    with pytest.raises(Refused) as refused:
        check_plan("leads", plan, upload.open_look)
    assert [problem.code for problem in refused.value.problems] == codes
    return None


def test_nothing_of_a_file_can_be_read_in_the_store_and_the_file_goes_when_it_is_done(uploads):
    upload = uploads.add(SHEET)
    vault = uploads.parts.company.vault
    with uploads.parts.database.read() as connection:
        row = connection.execute(sa.select(stored_uploads.upload_files)).one()
        plan = connection.scalar(sa.select(stored_uploads.uploads.c.sealed_plan))
        assert open_file(connection, vault, upload.id).data == SHEET.encode()
    assert not any(b"Chi" in each or b"090" in each for each in (row.sealed_file, row.sealed_look, plan))
    uploads.take(uploads.check(upload))
    with uploads.parts.database.write() as connection:
        forget_uploads(uploads.parts, connection)
        assert open_file(connection, vault, upload.id) is None
        with pytest.raises(Conflict):
            change_plan(
                connection, vault, find_upload(connection, vault, upload.id), upload.plan, "x", utc_now()
            )
    with pytest.raises(Conflict):
        _ = uploads.find(upload.id).open_look


def test_what_nobody_finishes_is_deleted_after_a_day(uploads):
    upload = uploads.add(SHEET)
    with uploads.parts.database.write() as connection:
        assert forget_files(connection, utc_now() + KEPT_FOR - timedelta(hours=1)) == 0
        assert forget_files(connection, utc_now() + KEPT_FOR + timedelta(hours=1)) == 1
    assert (uploads.find(upload.id).state, uploads.find(upload.id).look) == (EXPIRED, None)


def test_a_file_is_imported_only_after_it_was_tried_as_it_is(uploads):
    upload = uploads.check(uploads.add(SHEET))
    with uploads.parts.database.write() as connection:
        change_plan(connection, uploads.parts.company.vault, upload, upload.plan, CHECKING, utc_now())
    with uploads.parts.database.write() as connection, pytest.raises(Conflict):
        start_import(connection, uploads.find(upload.id), utc_now())


def test_a_plan_that_changes_while_it_is_tried_is_tried_anew(uploads, monkeypatch):
    upload = uploads.add(SHEET)
    from service.integrations.uploads import carry_out

    def change_meanwhile(table, plan):
        with uploads.parts.database.write() as connection:
            now = upload.row.changed_at + timedelta(seconds=9)
            change_plan(connection, uploads.parts.company.vault, uploads.find(upload.id), plan, CHECKING, now)
        return 0

    with monkeypatch.context() as patched:
        patched.setattr(carry_out, "_calls_without_time", change_meanwhile)
        assert uploads.check(upload).state == CHECKING
    assert take_upload(uploads.parts, "another worker")
    assert uploads.find(upload.id).state == CHECKED
    assert not take_upload(uploads.parts, "another worker")


def test_what_fails_is_said_and_holds_up_no_other(uploads, monkeypatch):
    first = uploads.add(SHEET)

    def fail(*_args, **_more):
        raise RuntimeError("0901234567")

    with monkeypatch.context() as patched:
        patched.setattr("service.jobs.take_uploads.carry_out", fail)
        assert uploads.check(first).row.problem == "unexpected"
    lost = uploads.add(SHEET)
    with monkeypatch.context() as patched:
        patched.setattr("service.jobs.take_uploads.open_file", lambda *_args: None)
        failed = uploads.check(lost)
    assert (failed.state, "deleted" in failed.row.problem) == (FAILED, True)
    assert uploads.check(first).state == CHECKED


def test_another_sheet_of_the_file_is_looked_at_anew(uploads, workbook):
    book = workbook(
        {"T10": [["SĐT"], ["0901234567"]], "T11": [["Email"], ["a@example.com"], ["b@example.com"]]}
    )
    upload = uploads.add(book)
    assert (upload.look.sheet, upload.row.rows, upload.plan.roles) == ("T11", 2, {"Email": "email"})
    vault = uploads.parts.company.vault
    with uploads.parts.database.write() as connection:
        file = open_file(connection, vault, upload.id)
        look_again(connection, vault, upload, file, FileForm(sheet="T10"), utc_now())
    changed = uploads.find(upload.id)
    assert (changed.plan.sheet, changed.row.rows, changed.plan.roles) == ("T10", 1, {"SĐT": "phone"})
    assert uploads.check(changed).state == CHECKED


def test_there_is_no_other_upload(uploads):
    with pytest.raises(NotFound):
        uploads.find(uuid4())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (",".join(f"c{n}" for n in range(10_000)) + "\n1\n", "more than 200 columns"),
        ("x" * 201 + "\n1\n", "a name too long"),
        ("SĐT,Tên\n", "no row below"),
        ("0901234567,Lan\n0901234568,Hà\n", "holds a phone"),
        ("SĐT\n" + "0901234567\n" * 31, "more than 30 rows"),
    ],
)
def test_a_file_that_no_form_could_show_is_refused(text, reason, monkeypatch):
    monkeypatch.setattr("service.integrations.uploads.look.MOST_ROWS", 30)
    with pytest.raises(FileRefused, match=reason):
        open_new(NewFile(kind="leads", name="a.csv", data=text.encode(), by="x"))
