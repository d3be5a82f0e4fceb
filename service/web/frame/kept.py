"""Answers that take long to count are kept for some minutes, so that no page grows with the number of leads.

The worker counts them anew while somebody looks at them from time to time. A page says as of when it is.
"""

import hashlib
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from service.http import (
    bridge,
    budget,
    campaigns,
    desk,
    funnel,
    overview,
    quality,
    reps,
    reviews,
    service_levels,
)
from service.parts import Parts
from service.store import kept_answers
from service.store.columns import Row
from service.store.database import Connection
from service.usecases.issue_key import Caller
from service.usecases.source import Source
from service.web.frame.ask import View, ask

# Their figures are sums over leads. What they answer is the same for everybody under the same scope.
_HEAVY: Final[tuple[View, ...]] = (
    bridge.show_bridge,
    budget.show_budget,
    campaigns.list_campaigns,
    campaigns.show_campaign,
    desk.show_day_start,
    funnel.show_funnel,
    overview.show_overview,
    quality.list_quality,
    quality.show_campaign_quality,
    reps.list_reps,
    reviews.show_review,
    service_levels.show_service_levels,
)
# Where no worker renews them, an older one is counted anew while the page waits.
_OLDEST: Final = timedelta(hours=1)
# So long a page may wait each time: a small company's figures are always of now.
_WAITED_FOR: Final = timedelta(milliseconds=80)
_NOTED_EVERY: Final = timedelta(minutes=1)
_FROM_TODAY: Final = re.compile(r"today([+-]\d{1,4})")


def _name(view: View) -> str:
    return f"{view.__module__.rpartition('.')[2]}.{view.__name__}"


KEPT: Final[Mapping[str, View]] = {_name(view): view for view in _HEAVY}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of which operation, under which scope; all texts."""

    view: str
    scope: str
    query: Mapping[str, str]
    path: Mapping[str, str]

    @property
    def key(self) -> str:
        text = json.dumps([self.view, self.scope, self.query, self.path], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def kept(
    parts: Parts,
    connection: Connection,
    caller: Caller,
    now: datetime,
    view: View,
    query: Mapping[str, Any] | None,
    path: Mapping[str, Any],
    still: Callable[[Any], bool] = lambda _: True,
) -> Any:
    """The kept answer; counted and kept first where there is none, or only an old one.

    `still` says of a kept answer whether it goes with what the page knows by itself.
    """
    asked = Asked(
        _name(view),
        caller.source.scope,
        {name: str(value) for name, value in (query or {}).items() if value not in (None, "")},
        {name: str(value) for name, value in path.items()},
    )
    found = kept_answers.find(connection, asked.key)
    if found is None or not _is_fresh(found, now) or not still(found.answer):
        return _count(parts, connection, asked, now, now)
    if now - found.asked_at > _NOTED_EVERY:
        with parts.database.writing(connection) as held:
            kept_answers.touch(held, asked.key, now)
    return found.answer


def _is_fresh(row: Row, now: datetime) -> bool:
    """What is soon counted is counted anew after a hundred times as long; the rest waits for the worker."""
    took = timedelta(milliseconds=row.took_ms)
    return now - row.as_of < (_OLDEST if took > _WAITED_FOR else 100 * took)


def renew(parts: Parts, row: Row, now: datetime) -> None:
    """Count a kept answer anew, for whoever asked for it last."""
    asked = Asked(row.view, row.asked["scope"], row.asked["query"], row.asked["path"])
    with parts.database.read() as connection:
        _count(parts, connection, asked, now, row.asked_at)


def _count(parts: Parts, connection: Connection, asked: Asked, now: datetime, asked_at: datetime) -> Any:
    begun = time.perf_counter()
    today = now.astimezone(parts.company.timezone).date()
    query = {each: _on(today, value) for each, value in asked.query.items()}
    caller = Caller(Source("page", asked.scope), (), ())
    answer = ask(parts, connection, caller, now, KEPT[asked.view], query, None, asked.path).body
    with parts.database.writing(connection) as held:
        kept_answers.keep(
            held,
            key=asked.key,
            view=asked.view,
            asked={"scope": asked.scope, "query": dict(asked.query), "path": dict(asked.path)},
            answer=answer,
            as_of=now,
            took_ms=round(1000 * (time.perf_counter() - begun)),
            asked_at=asked_at,
        )
    return answer


def _on(today: date, value: str) -> str:
    """A day that is told from today, "today-27", as it is today: what is kept stays of the newest days.

    >>> _on(date(2026, 11, 22), "today-21"), _on(date(2026, 11, 22), "campaign")
    ('2026-11-01', 'campaign')
    """
    found = _FROM_TODAY.fullmatch(value)
    return str(today + timedelta(days=int(found[1]))) if found else value
