"""Imports into a store: what is taken, what is not, and what a second import changes."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from service.integrations.history.encoding import FileRefused
from service.integrations.history.map_file import parse_map
from service.integrations.history.toml_document import MapRefused
from service.store import campaigns, contacts, events, lead_states, leads, spend
from service.store.tables import metadata
from service.usecases.leads.ingest_lead import ingest
from service.usecases.leads.new_lead import NewLead
from service.usecases.source import Source

LEADS = """id,at,phone,city,budget,school
1,2026-01-05T10:00:00Z,0901.234.567 (chị Lan),Huế,12tr,THPT A
2,2026-01-06T10:00:00Z,9.01E+08,Huế,,
3,,,Đà Nẵng,x,
,2026-01-07T10:00:00Z,,,,
5,hôm qua,,,,
6,2126-01-01,,,,
1,2026-01-05T10:00:00Z,0901.234.567 (chị Lan),Huế,12tr,THPT A
2,2026-02-06T10:00:00Z,,Huế,,
"""
LEADS_MAP = """kind = "leads"
[columns]
external_id = "id"
submitted_at = "at"
phone = "phone"
[constants]
campaign = "tet"
[attributes]
city = "city"
budget = "budget"
school = "school"
"""


@pytest.fixture
def run(importer, write):
    def _run(kind, rows, text, **options):
        return importer.run(write("rows.csv", rows), parse_map(text, kind), **options)

    return _run


@pytest.fixture
def stored(database):
    def _stored(table, *columns):
        with database.read() as connection:
            return [tuple(row) for row in connection.execute(sa.select(*(table.c[name] for name in columns)))]

    return _stored


@pytest.fixture
def contents(database):
    def _contents():
        with database.read() as connection:
            return {
                table.name: sorted(map(repr, connection.execute(sa.select(table))))
                for table in metadata.sorted_tables
            }

    return _contents


def test_leads_are_taken_and_every_other_row_has_its_reason(run, stored, tmp_path):
    summary = run("leads", LEADS, LEADS_MAP, rejects=tmp_path / "rejects.csv")
    assert (summary.read, summary.taken, summary.already) == (8, 3, 1)
    assert summary.left_out == {
        ("phone", "cannot be read as a phone"): 1,
        ("budget", "needs a number, for example 12.000.000 or 1500"): 1,
    }
    assert "  taken without 1: budget: needs a number, for example 12.000.000 or 1500" in summary.lines()
    assert (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "row,column,reason",
        "5,id,is empty; leads need it",
        "6,at,cannot be read as a time",
        "7,at,a time that has passed is needed",
        "9,id,is there already and said otherwise",
    ]
    assert {row[0]: row[1:] for row in stored(leads.leads, "external_id", "attributes", "auto_spam")} == {
        "1": ({"city": "Huế", "budget": 12_000_000}, False),
        "2": ({"city": "Huế"}, False),
        "3": ({"city": "Đà Nẵng"}, False),
    }


def test_personal_data_is_sealed_and_in_no_file_of_rejects(run, stored, tmp_path):
    run("leads", LEADS, LEADS_MAP, rejects=tmp_path / "rejects.csv")
    (row,) = stored(contacts.contacts, "sealed")
    assert b"0901" not in row[0]
    assert "THPT" not in str(stored(leads.leads, "attributes"))
    assert "09" not in (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig")


def test_a_dry_run_says_what_a_run_does_and_keeps_nothing(run, contents):
    empty = contents()
    dry = run("leads", LEADS, LEADS_MAP, dry_run=True)
    assert contents() == empty
    wet = run("leads", LEADS, LEADS_MAP)
    assert (dry.taken, dry.already, dry.rejected) == (wet.taken, wet.already, wet.rejected)


def test_a_dry_run_knows_a_lead_again_in_a_later_chunk(run, monkeypatch):
    monkeypatch.setattr("service.integrations.history.run.CHUNK", 1)
    dry = run("leads", LEADS, LEADS_MAP, dry_run=True)
    wet = run("leads", LEADS, LEADS_MAP)
    assert (dry.taken, dry.already, dry.rejected) == (wet.taken, wet.already, wet.rejected)


SAME_PERSON = """id,at,phone,city,budget,school
4,,0901234567,,,
3,2026-01-07T10:00:00Z,0901234567,,,
x,hôm qua,0901234567,,,
2,2026-01-06T10:00:00Z,0901234567,,,
1,2026-01-05T10:00:00Z,0901234567,,,
"""


def test_the_earliest_lead_is_the_original_whatever_the_order_of_the_file(run, stored, monkeypatch, tmp_path):
    monkeypatch.setattr("service.integrations.history.run.CHUNK", 2)
    summary = run("leads", SAME_PERSON, LEADS_MAP, rejects=tmp_path / "rejects.csv")
    assert (summary.read, summary.taken) == (5, 4)
    rows = stored(leads.leads, "external_id", "id", "duplicate_of")
    ids = {name: lead_id for name, lead_id, _ in rows}
    originals = {name: original for name, _, original in rows}
    assert (originals["1"], originals["2"], originals["3"]) == (None, ids["1"], ids["1"])
    assert (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig").splitlines()[1:] == [
        "4,at,cannot be read as a time"
    ]


def test_the_bar_of_an_import_counts_the_taking_of_leads(run, capsys):
    run("leads", LEADS, LEADS_MAP)
    assert "leads taken: 100%" in capsys.readouterr().err


EVENTS = {
    "attempts": (
        "lead,at,result\n1,2026-01-06,KNM\n1,2026-01-06,KNM\n3,2026-01-07,reached\n9,2026-01-07,KNM\n1,,KNM\n",
        '[columns]\nlead="lead"\noccurred_at="at"\nresult="result"\n[values.result]\nKNM="no_answer"',
        3,
        2,
    ),
    "dispositions": (
        "lead,at,why\n1,2026-01-06,no_need\n1,,qualified\n3,2126-01-01,spam\n",
        '[columns]\nlead="lead"\noccurred_at="at"\ndisposition="why"',
        2,
        1,
    ),
    "outcomes": (
        "lead,deal,at,what,sum\n1,a,2026-02-01,won,12tr\n1,b,2026-02-02,lost,5tr\n3,a,2026-02-02,won,\n2,a,,open,1e15\n",
        '[columns]\nlead="lead"\ndeal="deal"\noccurred_at="at"\noutcome="what"\nrevenue="sum"',
        4,
        0,
    ),
    "payments": (
        "lead,deal,at,sum\n1,a,2026-02-01,5.000.000đ\n1,a,2026-02-02,(1tr)\n1,a,2026-02-02,0\n",
        '[columns]\nlead="lead"\ndeal="deal"\npaid_at="at"\namount="sum"',
        2,
        1,
    ),
    "assignments": (
        "lead,at,sale\n1,2026-01-05,lan\n1,2026-01-06,hà\n2,2026-01-06,\n",
        '[columns]\nlead="lead"\noccurred_at="at"\nrep="sale"',
        2,
        1,
    ),
}


@pytest.mark.parametrize("kind", EVENTS)
def test_events_are_taken_once_however_often_they_are_imported(run, contents, kind):
    rows, columns, taken, rejected = EVENTS[kind]
    text = f'kind = "{kind}"\n{columns}\n'
    run("leads", LEADS, LEADS_MAP)
    first = run(kind, rows, text)
    assert (first.taken, first.already, first.rejected.total()) == (taken, 0, rejected)
    before = contents()
    header, *lines = rows.splitlines()
    second = run(kind, "\n".join((f"{header},more", *(f"{line},x" for line in reversed(lines)))), text)
    assert (second.taken, second.already, second.rejected.total()) == (0, taken, rejected)
    assert contents() == before


def test_the_state_of_a_lead_follows_from_its_events(run, stored):
    run("leads", LEADS, LEADS_MAP)
    for kind, (rows, columns, _, _) in EVENTS.items():
        run(kind, rows, f'kind = "{kind}"\n{columns}\n')
    ids = dict(stored(leads.leads, "id", "external_id"))
    names = ("attempts", "disposition", "outcome", "won_revenue", "collected", "wins_without_revenue")
    states = {ids[row[0]]: row[1:] for row in stored(lead_states.lead_states, "lead_id", *names)}
    assert states["1"] == (2, "no_need", "won", 12_000_000, 4_000_000, 0)
    assert states["3"] == (1, None, "won", 0, 0, 1)


def test_a_lead_that_comes_later_takes_the_events_that_waited(run, stored):
    rows, columns, _, _ = EVENTS["attempts"]
    text = f'kind = "attempts"\n{columns}\n'
    assert run("attempts", rows, text).did_nothing
    run("leads", LEADS, LEADS_MAP)
    assert run("attempts", rows, text).taken == 3
    assert len(stored(events.contact_attempts, "id")) == 3


SPEND = """c,set,day,cost,clicks
tet,a,1/2/2026,100k,5
tet,a,1/2/2026,50k,1
tet,b,1/2/2026,70k,
tet,b,1/2/2026,x,
"""
SPEND_MAP = """kind = "spend"
[columns]
campaign = "c"
ad_set = "set"
day = "day"
amount = "cost"
clicks = "clicks"
"""


def test_spend_is_summed_in_a_file_and_replaced_by_the_next(run, stored):
    names = ("ad_set", "day", "amount", "clicks")
    first = run("spend", SPEND, SPEND_MAP)
    assert (first.read, first.taken, first.summed, first.rejected.total()) == (4, 2, 1, 1)
    day = date(2026, 2, 1)
    assert sorted(stored(spend.spend, *names)) == [("a", day, 150_000, 6), ("b", day, 70_000, None)]
    again = run("spend", SPEND, SPEND_MAP)
    assert (again.taken, again.already) == (0, 2)
    corrected = run("spend", SPEND.replace("70k", "80k"), SPEND_MAP)
    assert (corrected.taken, corrected.already) == (1, 1)
    assert sorted(stored(spend.spend, *names)) == [("a", day, 150_000, 6), ("b", day, 80_000, None)]


def test_spend_of_a_day_that_has_not_begun_in_the_companys_zone_is_rejected(run, importer, tmp_path):
    today = datetime.now(importer.company.timezone).date()
    rows = f"c,set,day,cost,clicks\ntet,a,{today},1tr,\ntet,a,{today + timedelta(days=2)},1tr,\n"
    summary = run("spend", rows, SPEND_MAP, rejects=tmp_path / "rejects.csv")
    assert summary.taken == 1
    assert "3,day,a day that has begun is needed" in (tmp_path / "rejects.csv").read_text(
        encoding="utf-8-sig"
    )


def test_campaigns_and_their_changes(run, stored):
    text = 'kind = "campaigns"\n[columns]\ncampaign = "c"\nname = "n"\nchannel = "k"\n'
    text += '[values.channel]\nFB = "facebook"\n'
    assert run("campaigns", "c,n,k\ntet,Tết,FB\nhe,Hè,báo\n", text).rejected.total() == 1
    assert run("campaigns", "c,n,k\ntet,Tết,FB\n", text).already == 1
    assert stored(campaigns.campaigns, "key", "name", "channel", "is_draft") == [
        ("tet", "Tết", "facebook", False)
    ]
    changes = 'kind = "changes"\n[columns]\ncampaign = "c"\noccurred_at = "at"\nkind = "k"\n'
    rows = "c,at,k\ntet,2026-01-02,budget\ntet,2026-01-03,bid\n"
    assert run("changes", rows, changes).taken == 2
    assert run("changes", rows, changes).already == 2


def test_a_file_or_a_map_that_cannot_be_used_is_refused_before_anything_is_kept(
    run, contents, importer, tmp_path
):
    empty = contents()
    with pytest.raises(FileRefused):
        importer.run(tmp_path / "none.csv", parse_map(LEADS_MAP, "leads"))
    with pytest.raises(MapRefused, match=r"columns.phone names the column 'phone'"):
        run("leads", LEADS.replace("phone", "sdt", 1), LEADS_MAP)
    with pytest.raises(MapRefused, match="currency is USD; the company's is VND"):
        run("spend", SPEND, SPEND_MAP + '[file]\ncurrency = "USD"\n')
    assert contents() == empty


def test_what_was_committed_before_a_kill_is_not_taken_again(run, contents, monkeypatch):
    monkeypatch.setattr("service.integrations.history.run.CHUNK", 2)
    whole = [line for line in LEADS.splitlines() if line]
    run("leads", "\n".join(whole[:3]) + "\n", LEADS_MAP)
    rest = run("leads", LEADS, LEADS_MAP)
    assert (rest.taken, rest.already) == (1, 3)


def test_events_reach_the_lead_that_another_source_sent_under_the_same_id(run, stored, database, importer):
    crm, other, now = Source("abc", "crm"), Source("def", "crm"), datetime(2026, 2, 1, tzinfo=UTC)
    checked = importer.schema.check({})
    for source, external_id in ((crm, "only-crm"), (crm, "both"), (other, "both")):
        new = NewLead(external_id=external_id, submitted_at=now, checked=checked)
        with database.write() as connection:
            ingest(connection, importer.company, importer.schema, None, source, [new], now)
    rows = "lead,word\nonly-crm,qualified\nboth,qualified\n"
    columns = '[columns]\nlead = "lead"\ndisposition = "word"\n'
    summary = run("dispositions", rows, f'kind = "dispositions"\n{columns}')
    assert (summary.taken, summary.rejected.total()) == (1, 1)
    assert stored(events.dispositions, "disposition") == [("qualified",)]
