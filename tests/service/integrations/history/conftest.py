"""A company with an empty store, and files to import into it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from model.lead.schema import Field, LeadSchema
from service.integrations.history.run import Importer
from service.store.database import Database
from service.usecases.company import Company
from service.usecases.leads.vault import Vault

Write = Callable[[str, str], Path]


@pytest.fixture
def company() -> Company:
    return Company(
        currency="VND",
        timezone=ZoneInfo("Asia/Ho_Chi_Minh"),
        region="VN",
        duplicate_window=timedelta(days=30),
        due_days=3,
        grade_cutoffs=None,
        campaign_drafts_per_day=20,
        clock_tolerance=timedelta(minutes=10),
        vault=Vault({1: b"k" * 32}, b"s" * 32),
    )


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def importer(database: Database, company: Company) -> Importer:
    schema = LeadSchema(fields=(Field("budget", "number"), Field("school", "text", personal=True)))
    return Importer(database=database, company=company, schema=schema)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return _write
