"""The example maps, on the public data they are written for."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from service.integrations.history.map_file import check_columns_exist, load_map
from service.integrations.history.table import open_table
from service.store import campaigns, lead_states, leads, spend

EXAMPLES = Path(__file__).parents[4] / "examples"
DATA = Path(os.environ.get("LEADWORTH_DATA", EXAMPLES.parent.parent / "shared" / "data"))
EVENT_SAAS = (
    ("leads", "leads.csv", "leads"),
    ("dispositions", "leads.csv", "dispositions"),
    ("dispositions", "offers.csv", "offers"),
    ("outcomes", "offers.csv", "outcomes"),
    ("outcomes", "offers.csv", "open_offers"),
)
LEADSMART = (
    ("leads", "lead_status_changes.csv", "leads"),
    ("attempts", "lead_status_changes.csv", "attempts"),
    ("dispositions", "lead_status_changes.csv", "dispositions"),
    ("outcomes", "lead_status_changes.csv", "outcomes"),
    ("spend", "insights.csv", "spend"),
)


@pytest.fixture
def database_url(sqlite_url):
    """One store is enough here: `test_run.py` runs on both."""
    return sqlite_url


def needs(folder: str) -> Path:
    if not (DATA / folder).is_dir():
        pytest.skip(f"{DATA / folder} is not here; LEADWORTH_DATA says where the public data is")
    return DATA / folder


def run_all(importer, folder, currency, imports):
    company = replace(importer.company, currency=currency)
    data, importer = needs(folder), replace(importer, company=company)
    return [
        importer.run(data / file, load_map(EXAMPLES / folder / f"{name}.toml", kind))
        for kind, file, name in imports
    ]


def test_every_example_map_is_listed_here():
    for folder, imports in (("event_saas", EVENT_SAAS), ("leadsmart", LEADSMART)):
        names = {path.stem for path in (EXAMPLES / folder).glob("*.toml")}
        maps = {name for _, _, name in imports}
        assert maps <= names
        for kind, _, name in imports:
            assert load_map(EXAMPLES / folder / f"{name}.toml", kind).kind == kind


@pytest.mark.parametrize(("folder", "imports"), [("event_saas", EVENT_SAAS), ("leadsmart", LEADSMART)])
def test_every_example_map_names_columns_that_are_there(folder, imports):
    data = needs(folder)
    for kind, file, name in imports:
        check_columns_exist(
            load_map(EXAMPLES / folder / f"{name}.toml", kind), open_table(data / file).columns
        )


@pytest.mark.slow
def test_event_saas_gives_the_figures_that_were_counted_by_hand(importer, database):
    taken = [each.taken for each in run_all(importer, "event_saas", "USD", EVENT_SAAS)]
    assert taken == [43_972, 34_229, 3_801, 3_482, 319]
    state = lead_states.lead_states.c
    query = (
        sa.select(
            campaigns.campaigns.c.key,
            sa.func.count(),
            sa.func.sum(sa.case((state.outcome == "won", 1), else_=0)),
            sa.func.sum(state.won_revenue),
        )
        .select_from(leads.leads.join(lead_states.lead_states).outerjoin(campaigns.campaigns))
        .group_by(campaigns.campaigns.c.key)
    )
    with database.read() as connection:
        rows = {key: (count, won, cents // 100) for key, count, won, cents in connection.execute(query)}
        judged = connection.execute(
            sa.select(
                sa.func.count(), sa.func.sum(sa.case((state.disposition == "qualified", 1), else_=0))
            ).where(state.disposition.is_not(None))
        ).one()
    assert len(rows) == 46
    assert rows["VirtualMeetups"] == (5704, 206, 128_312)
    assert rows["Follow-up: digital guide 2"] == (1729, 2, 816)
    assert rows["ArtFair"] == (1159, 7, 4020)
    assert rows["EducationExpo 2"] == (905, 53, 27_864)
    assert rows["TradeShow 5"] == (448, 39, 180_420)
    assert rows[None] == (26_292, 1462, 2_061_232)
    assert tuple(judged) == (34_229 + 3_774 - 33, 3_774)  # 33 leads have a reason and an offer


@pytest.mark.slow
def test_leadsmart_is_taken_once(importer, database):
    first = run_all(importer, "leadsmart", "EGP", LEADSMART)
    assert [(each.taken, each.rejected.total()) for each in first] == [
        (26_279, 15),
        (6_658, 0),
        (5_889, 0),
        (84, 0),
        (68_713, 0),
    ]
    assert sum(each.taken for each in first[:4]) + 15 == 38_925
    again = run_all(importer, "leadsmart", "EGP", LEADSMART)
    assert [each.taken for each in again] == [0, 0, 0, 0, 0]
    with database.read() as connection:
        assert connection.scalar(sa.select(sa.func.sum(spend.spend.c.amount))) == 2_485_229_159
