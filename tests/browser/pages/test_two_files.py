"""From an empty store and two sheets to what a qualified lead of each campaign costs."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from playwright.sync_api import expect

from service.app import create_app
from service.jobs.worker import Worker
from service.settings import load_settings
from service.store import users
from service.store.ids import new_id
from service.usecases.accounts.session_of import start_session
from service.usecases.clock import utc_now
from service.words import say
from tests.browser.pages.accessibility import grave
from tests.browser.pages.visitor import Site

pytestmark = pytest.mark.browser
# As Sales writes them; of ten leads of each campaign.
GOOD = "KNC,TB,KNM,đã CK,cọc,đã CK,KNC,đã CK,SS,đã CK".split(",")
POOR = "KNM,KNC,TB,SS,KNC,KNM,KNC,TB,KNC,SS".split(",")


def word(key, **gaps):
    return say("setup", "vi", key, **gaps)


@pytest.fixture(scope="module")
def site(migrated_sqlite, serve, tmp_path_factory) -> Iterator[object]:
    """Nothing but an admin, and the part of the worker that takes files."""
    store = tmp_path_factory.mktemp("empty") / "leadworth.db"
    store.write_bytes(migrated_sqlite.read_bytes())
    app = create_app(replace(load_settings(), database_url=f"sqlite:///{store}"))
    parts, now, user_id = app.extensions["leadworth"], utc_now(), new_id()
    with parts.database.write() as connection:
        own = {"id": user_id, "email": "admin@example.com", "name": "Ms admin", "role": "admin"}
        users.add(connection, **own, language="vi", rep_id=None, created_at=now, signed_in_at=now, failed=0)
        token = start_session(connection, user_id, now)
    done = threading.Event()
    worker = threading.Thread(target=_take_files, args=(Worker(parts), done), daemon=True)
    worker.start()
    with serve(app) as url:
        yield Site(app, url, {"admin": token})
    done.set()
    worker.join()
    parts.database.close()


def _take_files(worker: Worker, done: threading.Event) -> None:
    while not done.wait(0.1):
        worker.take_uploads()


@pytest.fixture
def sheets(tmp_path):
    """A sheet of leads with a column of their status, and one of spend."""
    today = utc_now().date()
    leads, spend = ["Ngày,Họ tên,SĐT,Chiến dịch,Tình trạng"], ["Ngày,Chiến dịch,Chi phí"]
    numbers = count(901_000_000)
    for campaign, words, cost in (("Tìm kiếm IELTS", GOOD, "300.000"), ("Minigame", POOR, "50.000")):
        for place, status in enumerate(words * 3):
            day = today - timedelta(days=7 + place % 20)
            leads.append(f"{day:%d/%m/%Y},Nguyễn Lan {place},0{next(numbers)},{campaign},{status}")
        for back in range(7, 27):
            spend.append(f"{today - timedelta(days=back):%d/%m/%Y},{campaign},{cost}")
    files = {"leads": leads, "spend": spend}
    for name, lines in files.items():
        (tmp_path / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    return {name: tmp_path / f"{name}.csv" for name in files}


def test_two_files_show_quality_and_cost_per_qualified_lead_by_campaign(visit, sheets):
    page = visit("admin").open("/setup")
    page.get_by_role("link", name=word("do")).first.click()
    for name, file in sheets.items():
        page.locator(f"input[name={name}]").set_input_files(file)
    page.get_by_role("button", name=word("upload"), exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(word("columns_title"))
    expect(page.get_by_label("Tình trạng")).to_have_value("status")
    expect(page.get_by_label("SĐT")).to_have_value("phone")
    assert grave(page) == []
    page.get_by_role("button", name=word("go_on"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(word("words_title"))
    assert grave(page) == []
    expect(page.get_by_label("KNC", exact=True)).to_have_value("disposition.no_need")
    expect(page.get_by_label("KNM", exact=True)).to_have_value("attempt.no_answer")
    expect(page.get_by_label("đã CK", exact=True)).to_have_value("outcome.won")
    page.get_by_role("button", name=word("try"), exact=True).click()
    expect(page.get_by_role("button", name=word("import_now"))).to_be_visible()
    assert grave(page) == []
    page.get_by_role("button", name=word("import_now")).click()
    page.get_by_role("link", name=word("next_file")).click()

    expect(page.get_by_label("Chi phí")).to_have_value("amount")
    page.get_by_role("button", name=word("go_on"), exact=True).click()
    page.get_by_role("button", name=word("import_now")).click()
    page.get_by_role("link", name=word("to_result")).click()

    good = page.get_by_role("row").filter(has_text="Tìm kiếm IELTS")
    for figure in ("53 %", "200.000 ₫", "400.000 ₫"):  # 20 days of 300.000 ₫ for 30 leads, 15 of them good
        expect(good).to_contain_text(figure)
    poor = page.get_by_role("row").filter(has_text="Minigame").get_by_role("cell")
    expect(poor.first).to_have_text("30")
    expect(poor.last).to_have_text("–")
