"""A company with a lead schema of its own, leads to post, and what every answer is held against."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from model.vocabulary import SIDES
from service.settings import Settings, load_settings
from service.store.database import Database
from service.store.tables import metadata
from service.usecases.clock import utc_now
from service.usecases.fair_play.agreement import propose, sign

SCHEMA = """
currency = "VND"
[[fields]]
name = "course"
type = "category"
product = true
[[fields]]
name = "budget"
type = "number"
[[fields]]
name = "married"
type = "boolean"
[[fields]]
name = "born"
type = "date"
[[fields]]
name = "story"
type = "text"
[[fields]]
name = "nickname"
type = "category"
personal = true
"""


@pytest.fixture(scope="session")
def one_postgresql(postgresql: sa.URL) -> str:
    """One database for all tests of this folder: emptying it is ten times faster than making it anew."""
    engine = sa.create_engine(postgresql.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE http TEMPLATE template")
    engine.dispose()
    return postgresql.set(database="http").render_as_string(hide_password=False)


@pytest.fixture
def postgresql_url(one_postgresql: str) -> Iterator[str]:
    yield one_postgresql
    database = Database(one_postgresql)
    with database.write() as connection:
        connection.exec_driver_sql("SET lock_timeout = '5s'")
        for table in reversed(metadata.sorted_tables):
            connection.execute(sa.delete(table))
    database.close()


@pytest.fixture
def schema_file(tmp_path: Path) -> str:
    path = tmp_path / "schema.toml"
    path.write_text(SCHEMA)
    return str(path)


@pytest.fixture
def settings(database_url: str, schema_file: str) -> Settings:
    return replace(load_settings(), database_url=database_url, lead_schema=schema_file)


@pytest.fixture
def keep(crm: Any) -> Callable[..., str]:
    """Keep a lead of a person of its own: `keep(campaign="tet")` is its id."""
    numbers = count(1)

    def keep_one(**body: Any) -> str:
        body.setdefault("contact", {"phone": f"0901 000 {next(numbers):03}"})
        answer = crm.post("/v1/leads", body)
        assert answer.status_code == 201, answer.text
        return answer.json["id"]

    return keep_one


@pytest.fixture
def ago() -> Callable[..., str]:
    """`ago(days=2)` as RFC 3339."""
    return lambda **span: (utc_now() - timedelta(**span)).isoformat()


@pytest.fixture
def rows(parts: Any) -> Callable[[], dict[str, int]]:
    """How many rows each table has."""

    def counted() -> dict[str, int]:
        with parts.database.read() as connection:
            return {
                table.name: connection.scalar(sa.select(sa.func.count()).select_from(table))
                for table in metadata.sorted_tables
            }

    return counted


@pytest.fixture
def problem() -> Callable[..., dict[str, Any]]:
    """Hold an answer against the one shape of every error; its body."""

    def check(answer: Any, status: int, *fields: str) -> dict[str, Any]:
        assert answer.status_code == status, answer.text
        assert answer.content_type == "application/problem+json"
        assert answer.json["status"] == status
        assert {"type", "title", "detail"} <= answer.json.keys()
        named = {error["field"] for error in answer.json.get("errors", [])}
        assert set(fields) <= named, named
        return answer.json

    return check


@pytest.fixture
def figures(marketing: Any) -> Callable[..., dict[Any, dict[str, Any]]]:
    """The lines of `GET /v1/campaigns` by their first name."""

    def lines(**query: Any) -> dict[Any, dict[str, Any]]:
        answer = marketing.get("/v1/campaigns", **query)
        assert answer.status_code == 200, answer.text
        return {line[query.get("by", "campaign")]: line for line in answer.json["campaigns"]}

    return lines


@pytest.fixture
def local_noon() -> datetime:
    """Noon of a past day in the company's zone, Asia/Ho_Chi_Minh."""
    return datetime(2026, 11, 10, 5, 0, tzinfo=UTC)


@pytest.fixture
def agreed(parts: Any) -> Callable[..., int]:
    """Both sides signed these terms, just now or at `at`; the version's number."""

    def sign_both(at: str | None = None, **terms: Any) -> int:
        signed_at = datetime.fromisoformat(at) if at else utc_now()
        with parts.database.write() as connection:
            version = propose(connection, terms, "A", None, signed_at)
            for side in SIDES:
                sign(connection, version, side, f"head of {side}", signed_at)
        return version

    return sign_both
