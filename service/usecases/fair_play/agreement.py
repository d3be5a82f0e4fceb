"""What Marketing and Sales agree on: proposed as a new version, in force once both sides have signed it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.agreement import Agreement
from model.reading.text import folded
from model.vocabulary import SIDES
from service.store import agreements
from service.store.columns import Row
from service.store.database import lock
from service.usecases.problems import NotFound, refuse

_MOST_VERSIONS = 2**31 - 1  # a database's integer


def in_force(connection: sa.Connection, at: datetime) -> Agreement:
    """The terms that counted at that instant; the defaults, version 0, where nothing was signed."""
    row = agreements.in_force(connection, at)
    return Agreement() if row is None else Agreement.from_dict(row.terms, row.version)


def propose(
    connection: sa.Connection, terms: Mapping[str, Any], by: str, note: str | None, now: datetime
) -> int:
    """The new version's number. Terms that are left out stay as they are in force.

    `terms` are as `Agreement.to_dict` writes them. Raises Refused where they contradict each other.
    """
    lock(connection, [b"agreement"])
    said = {**in_force(connection, now).to_dict(), **terms}
    _check(said)
    version = agreements.last_version(connection) + 1
    agreements.add(connection, version=version, terms=said, note=note, proposed_at=now, proposed_by=by)
    return version


def sign(connection: sa.Connection, version: int, side: str, by: str, now: datetime) -> Row:
    """The version as it stands then; a side's first signature stays.

    Raises NotFound, or Refused where the same person would sign for both sides, or where a newer version
    is in force already.
    """
    if side not in SIDES:
        raise refuse("/side", "unknown_word", f"one of {', '.join(SIDES)} is needed")
    lock(connection, [b"agreement"])
    row = _found(connection, version)
    other = SIDES[1 - SIDES.index(side)]
    if folded(row._mapping[f"{other}_signed_by"] or "") == folded(by):
        raise refuse("/by", "same_person", "another person than the other side's is needed")
    if in_force(connection, now).version > version:
        raise refuse("/version", "superseded", "a version newer than the one in force is needed")
    agreements.sign(connection, version, side, by, now)
    return _found(connection, version)


def _found(connection: sa.Connection, version: int) -> Row:
    row = agreements.find(connection, version) if version <= _MOST_VERSIONS else None
    if row is None:
        raise NotFound("there is no such version of the agreement")
    return row


def _check(said: Mapping[str, Any]) -> None:
    try:
        terms = Agreement.from_dict(said, 1)
    except ValueError as error:
        raise refuse("/shifts", "invalid", str(error)) from error
    if not any(terms.shifts):
        raise refuse("/shifts", "required", "a shift on one day at least is needed")
    if terms.unreachable_days > terms.unreachable_attempts:
        raise refuse("/unreachable_days", "out_of_range", "no more days than attempts are needed")
    if terms.leads_per_day and terms.leads_per_day[0] > terms.leads_per_day[1]:
        raise refuse("/leads_per_day", "out_of_range", "the lower number first is needed")
