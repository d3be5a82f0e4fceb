"""API keys: issued once, told by their text, ended at once."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from model.vocabulary import SCOPES
from service.store.keys import api_keys
from service.usecases.issue_key import issue_key, recognise_key, revoke_key
from service.usecases.problems import NotFound, Refused

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def connection(parts):
    with parts.database.write() as opened:
        yield opened


@pytest.mark.parametrize("scope", SCOPES)
def test_a_key_says_its_scope_and_is_told_by_its_text(connection, scope):
    text = issue_key(connection, scope, "a form", NOW)
    prefix, said, key_id, secret = text.split("_")
    assert (prefix, said, len(secret)) == ("lw", scope, 64)
    caller = recognise_key(connection, text)
    assert (caller.source.name, caller.source.scope) == (key_id, scope)
    assert caller.source.is_publishable is (scope == "ingest")


def test_only_a_hash_of_the_secret_is_kept(connection):
    text = issue_key(connection, "crm", "a crm", NOW)
    stored = connection.execute(sa.select(api_keys)).one()
    assert text.split("_")[3] not in repr(stored)
    assert len(stored.secret_sha256) == 32


def test_no_two_keys_are_alike(connection):
    assert len({issue_key(connection, "crm", "a crm", NOW) for _ in range(50)}) == 50


def test_a_revoked_key_is_dead_at_once_and_revoking_again_says_so(connection):
    text, other = (issue_key(connection, "crm", name, NOW) for name in ("one", "two"))
    key_id = text.split("_")[2]
    revoke_key(connection, key_id, NOW)
    assert recognise_key(connection, text) is None
    assert recognise_key(connection, other) is not None
    with pytest.raises(NotFound):
        revoke_key(connection, key_id, NOW)
    with pytest.raises(NotFound):
        revoke_key(connection, "none", NOW)


@pytest.mark.parametrize(
    ("scope", "name", "options", "field"),
    [
        ("root", "x", {}, "/scope"),
        ("crm", "", {}, "/name"),
        ("crm", "x" * 201, {}, "/name"),
        ("ingest", "x", {"origins": ["www.example.com"]}, "/origins"),
        ("ingest", "x", {"origins": ["https://www.example.com/"]}, "/origins"),
        ("ingest", "x", {"origins": ["ftp://www.example.com"]}, "/origins"),
        ("ingest", "x", {"thank_you_urls": ["javascript:alert(1)"]}, "/thank_you_urls"),
        ("ingest", "x", {"thank_you_urls": ["/thanks"]}, "/thank_you_urls"),
    ],
)
def test_what_no_key_can_be_is_refused(connection, scope, name, options, field):
    with pytest.raises(Refused) as refused:
        issue_key(connection, scope, name, NOW, **options)
    assert [problem.field for problem in refused.value.problems] == [field]
