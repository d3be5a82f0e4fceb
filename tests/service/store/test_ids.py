"""UUIDv7: ids that sort by time."""

from datetime import UTC, datetime, timedelta

from service.store.ids import new_id

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def test_ids_of_one_process_keep_their_order():
    ids = [new_id() for _ in range(2000)]
    assert ids == sorted(set(ids))
    assert {each.version for each in ids} == {7}


def test_an_id_of_an_instant_sorts_by_it():
    old, older = new_id(NOW - timedelta(days=300)), new_id(NOW - timedelta(days=3000))
    assert older < old < new_id()
    assert new_id(datetime(1950, 1, 1, tzinfo=UTC)) < older
