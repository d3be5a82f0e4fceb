"""Whom to call next: what decides it, and why. Pure; what a lead is worth breaks ties only.

Call-backs that are due, then new leads whose first attempt is still in time, then the agreed attempts that
are due, then the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from model.agreement import Agreement
from model.campaign.unreachable import tried
from model.vocabulary import QUALIFIED, REACHED_RESULTS
from model.working_time import WorkingTime

GROUPS: Final = ("call_back", "new", "retry", "other")
CALL_BACK, NEW, RETRY, OTHER = GROUPS
# Why a lead is among the rest, in their order: first what is overdue, last what must still wait.
REST: Final = (
    *("late", "to_judge", "days_over", "in_care", "tried_enough", "customer", "undated", "later"),
    "call_back_later",
)
WHY: Final = (CALL_BACK, NEW, RETRY, *REST)
# So long before the promised time a call-back is due, and an attempt keeps the promise.
BEFORE: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """An attempt that has a time. `counts`: its time can be believed."""

    at: datetime
    result: str
    callback_at: datetime | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A lead that may be called. `given_at` is since when it is hers; None where nobody knows."""

    given_at: datetime | None
    disposition: str | None
    is_customer: bool
    tries: Sequence[Try]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """`rank` orders a group, the lower the sooner. `minutes` are left (new) or over (late), in working time.

    `attempt` is the number of the next one that counts, `of` how many were agreed.
    """

    group: str
    rank: float
    why: str
    at: datetime | None = None
    minutes: int | None = None
    attempt: int | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed, and when she works."""

    agreement: Agreement
    work: WorkingTime

    @property
    def spacing(self) -> timedelta:
        return timedelta(minutes=self.agreement.unreachable_spacing_minutes)

    @property
    def attempts(self) -> int:
        """The more of what is agreed of retries and of `unreachable`."""
        return max(self.agreement.retry_attempts, self.agreement.unreachable_attempts)


def turn_of(lead: Waiting, terms: Terms, now: datetime) -> Turn | None:
    """None where it is settled, but for a call-back that is not due yet. `lead.tries` are oldest first."""
    promised = _promised(lead.tries)
    if promised is not None and promised <= now + BEFORE:
        return Turn(group=CALL_BACK, rank=promised.timestamp() // 60, why=CALL_BACK, at=promised)
    if lead.disposition not in (None, QUALIFIED):
        return None
    if promised is not None:
        return _rest("call_back_later", at=promised)
    if lead.disposition == QUALIFIED:
        return _rest("in_care")
    return _again(lead, terms, now) if lead.tries else _first(lead, terms, now)


def _promised(tries: Sequence[Try]) -> datetime | None:
    """The newest promised time that nobody kept: no later attempt reached her, or was made at that time."""
    promised: datetime | None = None
    for each in tries:
        if promised is not None and (each.result in REACHED_RESULTS or each.at >= promised - BEFORE):
            promised = None
        promised = each.callback_at or promised
    return promised


def _first(lead: Waiting, terms: Terms, now: datetime) -> Turn:
    if lead.is_customer:
        return _rest("customer")
    if lead.given_at is None:
        return _rest("undated")
    left = terms.agreement.first_attempt_minutes - terms.work.between(lead.given_at, now)
    if left < 0:
        return _late(int(-left))
    return Turn(group=NEW, rank=int(left), why=NEW, minutes=int(left))


def _late(minutes: int) -> Turn:
    """Who waits for the fewest whole hours first: she still remembers what she asked for."""
    hours = minutes // 60
    return Turn(group=OTHER, rank=REST.index("late") + hours / (hours + 1), why="late", minutes=minutes)


def _again(lead: Waiting, terms: Terms, now: datetime) -> Turn:
    last = lead.tries[-1]
    if last.result in REACHED_RESULTS:
        return _rest("to_judge", at=last.at)
    made = tried((each.at for each in lead.tries if each.counts), terms.spacing, terms.work.zone)
    if made.attempts >= terms.attempts and made.days >= terms.agreement.unreachable_days:
        return _rest("tried_enough", attempt=made.attempts, of=terms.attempts)
    if now < last.at + terms.spacing:
        return _rest("later", at=last.at + terms.spacing)
    attempt = made.attempts + 1
    of = max(terms.attempts, attempt)
    if lead.given_at is not None and now >= lead.given_at + timedelta(days=terms.agreement.retry_days):
        return _rest("days_over", attempt=attempt, of=of)
    return Turn(group=RETRY, rank=made.attempts, why=RETRY, at=last.at, attempt=attempt, of=of)


def _rest(
    why: str,
    at: datetime | None = None,
    minutes: int | None = None,
    attempt: int | None = None,
    of: int | None = None,
) -> Turn:
    return Turn(group=OTHER, rank=REST.index(why), why=why, at=at, minutes=minutes, attempt=attempt, of=of)
