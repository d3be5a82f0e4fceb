"""When the store's models should be retrained on what it has learnt since."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import takewhile

import sqlalchemy as sa

from service.store import history, models
from service.store.columns import Row

FIRST_PAUSE = timedelta(hours=1)
_DECISIONS_READ = 20


def is_due(connection: sa.Connection, every: timedelta, now: datetime) -> bool:
    """Whether so long ago was the last decision on models, by a person or by a retrain.

    In a store without any, as soon as one lead is won. After a failure the next try comes sooner.
    """
    newest = models.decisions(connection, _DECISIONS_READ)
    if not newest:
        return history.has_win(connection)
    last: datetime = newest[0].decided_at
    return now - last >= pause(failures(newest), every)


def failures(newest: Sequence[Row]) -> int:
    """How many retrains have failed one after the other, up to now."""
    return len(list(takewhile(lambda decision: decision.action == models.FAIL, newest)))


def pause(failed: int, every: timedelta) -> timedelta:
    """After failures an hour, then twice as long each time, and never longer than without any.

    >>> week = timedelta(days=7)
    >>> [pause(failed, week) // timedelta(hours=1) for failed in (0, 1, 2, 3, 8, 9, 20)]
    [168, 1, 2, 4, 128, 168, 168]
    """
    return min(every, FIRST_PAUSE * 2 ** (failed - 1)) if failed else every
