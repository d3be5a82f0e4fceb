"""A first plan for an uploaded file: what each column looks like, for a person to confirm."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice
from typing import Final

from model.reading.dates import is_day_first
from model.reading.text import fold
from service.integrations.history.draft import guess_columns
from service.integrations.history.draft_words import header_words
from service.integrations.history.mapping import value_key
from service.integrations.history.rows import Row
from service.integrations.uploads.guess_meaning import guess_meaning
from service.integrations.uploads.look import ColumnLook, Look
from service.integrations.uploads.plan import ATTRIBUTE, LEFT_OUT, ROLES, STATUS, STATUS_AT, Kind, Plan

_LOOKED_AT: Final = 5000
_SPEAKING: Final = 0.3
_TIMES: Final = frozenset({"submitted_at", STATUS_AT, "day"})
_SAID_OF_ANYTHING: Final = frozenset("yes no ok co khong sale mua gia dat other khac".split())
# Of these the header says enough. Notes are taken only where somebody asks for it: they may name people.
_BY_HEADER: Final = {
    STATUS_AT: ("attempts", "occurred_at"),
    "revenue": ("outcomes", "revenue"),
    "rep": ("all", "rep"),
}


def guess_plan(kind: Kind, look: Look, rows: Sequence[Row], attributes: Iterable[str] = ()) -> Plan:
    """`attributes` are the lead schema's: a column of that name is one."""
    guessed = guess_columns(kind, look.names, rows[:_LOOKED_AT])
    roles = {column: word for word, column in guessed.items() if word in ROLES[kind]}
    if kind == "leads":
        roles |= _what_became_of_leads(look, roles)
        known = set(attributes)
        roles |= {name: ATTRIBUTE for name in look.names if name in known and name not in roles}
    roles = {name: roles.get(name, LEFT_OUT) for name in look.names}
    plan = Plan(sheet=look.sheet, header=look.header, dayfirst=_dayfirst(roles, rows), roles=roles)
    return plan.with_meanings(guess_meanings(look, plan))


def guess_meanings(look: Look, plan: Plan) -> dict[str, dict[str, str]]:
    """Of every word in the plan's status columns."""
    return {
        name: {value_key(word): guess_meaning(word) for word, _ in look.column(name).words}
        for name in plan.word_columns
    }


def _what_became_of_leads(look: Look, roles: dict[str, str]) -> dict[str, str]:
    free = [column for column in look.columns if column.name not in roles]
    found: dict[str, str] = {}
    for role, (kind, word) in _BY_HEADER.items():
        headers = header_words()[kind][word]
        named = [column.name for column in free if fold(column.name) in headers]
        found |= dict.fromkeys(named[:1], role)
    return found | {column.name: STATUS for column in free if column.name not in found and _speaks(column)}


def _speaks(column: ColumnLook) -> bool:
    """Whether much of what stands there are words that Sales says of leads. Notes are not."""
    if fold(column.name) in header_words()["all"]["note"]:
        return False
    by_name = fold(column.name) in _status_headers()
    said = [(word, rows) for word, rows in column.words if by_name or fold(word) not in _SAID_OF_ANYTHING]
    known = sum(rows for word, rows in said if guess_meaning(word))
    return column.filled > 0 and known >= _SPEAKING * column.filled


@cache
def _status_headers() -> frozenset[str]:
    words = header_words()
    return frozenset(
        words["attempts"]["result"] + words["dispositions"]["disposition"] + words["outcomes"]["outcome"]
    )


def _dayfirst(roles: dict[str, str], rows: Sequence[Row]) -> bool:
    columns = [column for column, role in roles.items() if role in _TIMES]
    return is_day_first(row.cells[column] for row in islice(rows, _LOOKED_AT) for column in columns)
