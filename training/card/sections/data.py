"""What the model learnt from, and what was left out."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

import numpy as np

from model.lead.arrays import Column
from model.lead.field import Field
from training.card.facts import Facts
from training.card.page.figure import section
from training.card.page.html import Html
from training.card.page.table import facts_table
from training.card.words import Words

MOST_FIELDS = 40


def data(facts: Facts, words: Words) -> Html:
    """Rows by what became of them, when they arrived, and which fields are read."""
    return section(
        words("data"),
        facts_table([*_counts(facts, words), *_times(facts, words), *_fields(facts, words)]),
    )


def zone_of(facts: Facts) -> tzinfo:
    """The company's, in which days are written."""
    return ZoneInfo(facts.data.schema.timezone) if facts.data.schema.timezone else UTC


def _counts(facts: Facts, words: Words) -> Iterator[tuple[str, str]]:
    whole, found = words.numbers.whole, facts.data
    yield words("data_rows"), whole(found.rows)
    yield words("data_matured"), whole(found.labelled.matured)
    yield words("data_trained"), whole(len(found.won))
    won = int(found.won.sum())
    yield words("data_won"), f"{whole(won)} ({words.numbers.percent(won / len(found.won))})"
    for reason, count in found.labelled.left_out.items():
        key = f"reason_{reason}" if words.knows(f"reason_{reason}") else "reason_other"
        yield words("data_left_out", reason=words(key)), whole(count)
    at_random = int((found.weights > 1).sum())
    if at_random:
        yield words("data_at_random"), whole(at_random)
    if found.labelled.taken_as_not_won:
        yield words("data_no_outcome"), whole(found.labelled.taken_as_not_won)


def _times(facts: Facts, words: Words) -> Iterator[tuple[str, str]]:
    zone, day = zone_of(facts), words.numbers.day
    dated: Column = facts.data.submitted[~np.isnat(facts.data.submitted)]
    if len(dated):
        first, last = (_moment(each).astimezone(zone) for each in (dated.min(), dated.max()))
        yield words("data_span"), words("data_span_told", first=day(first), last=day(last))
    if facts.data.as_of is not None:
        yield words("data_as_of"), day(facts.data.as_of.astimezone(zone))


def _moment(submitted: np.datetime64) -> datetime:
    moment: datetime = submitted.astype("datetime64[s]").astype(datetime)
    return moment.replace(tzinfo=UTC)


def _fields(facts: Facts, words: Words) -> Iterator[tuple[str, str]]:
    """Names of fields only, never what stands in one."""
    yield words("data_fields"), _listed(facts.data.fields, words)
    unread: tuple[tuple[str, Callable[[Field], bool]], ...] = (
        ("data_late", _is_late),
        ("data_personal", lambda field: field.personal and not _is_late(field)),
        ("data_text", _is_free_text),
    )
    for key, left_out in unread:
        named = tuple(field for field in facts.data.schema.fields if left_out(field))
        if named:
            yield words(key), _listed(named, words)


def _is_late(field: Field) -> bool:
    return field.known in ("contact", "close")


def _is_free_text(field: Field) -> bool:
    return field.type == "text" and not field.personal and not _is_late(field)


def _listed(fields: tuple[Field, ...], words: Words) -> str:
    named = [words.field(field.name, field.label) for field in fields]
    more = (
        [words("others", count=words.numbers.whole(len(named) - MOST_FIELDS))]
        if len(named) > MOST_FIELDS
        else []
    )
    return " · ".join([*named[:MOST_FIELDS], *more])
