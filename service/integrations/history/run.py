"""One import from beginning to end: a file, its map, a chunk of rows a transaction."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

import sqlalchemy as sa
from tqdm import tqdm

from model.lead.schema import LeadSchema
from service.integrations.history.cells import Manner
from service.integrations.history.map_file import check_columns_exist
from service.integrations.history.mapping import Map
from service.integrations.history.records import Record, RecordReader
from service.integrations.history.rejects import Reject, RejectFile
from service.integrations.history.rows import Row, Table
from service.integrations.history.summary import Summary
from service.integrations.history.table import open_table
from service.integrations.history.take_campaigns import ChangeTaker, sum_days, take_campaigns, take_spend
from service.integrations.history.take_events import EVENT_KINDS, EventTaker
from service.integrations.history.take_leads import LeadTaker, by_arrival
from service.integrations.history.target import Answer, Target
from service.integrations.history.toml_document import MapRefused
from service.store.database import Database
from service.usecases.company import Company

CHUNK: Final = 1000
_ARRANGED: Final = {"leads": by_arrival, "spend": sum_days}
T = TypeVar("T")
Take = Callable[[sa.Connection, Sequence[Record], datetime], list[Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """What every import of a company shares. `bars` show progress to who sits at a terminal."""

    database: Database
    company: Company
    schema: LeadSchema
    bars: bool = True

    def run(self, file: Path, how: Map, *, dry_run: bool = False, rejects: Path | None = None) -> Summary:
        """Take every row that can be taken. Raises FileRefused or MapRefused before the first one.

        Running it again takes nothing twice. A dry run does all of it and keeps nothing.
        """
        table = open_table(file, how.file)
        check_columns_exist(how, table.columns)
        reader = self.reader(how)
        with RejectFile(rejects) as reject_file:
            return self.take(table, how, reader, reject_file.add, dry_run=dry_run)

    def take(
        self,
        table: Table,
        how: Map,
        reader: RecordReader,
        rejected: Callable[[Reject], None],
        taken: Callable[[int], None] = lambda _rows: None,
        *,
        dry_run: bool = False,
    ) -> Summary:
        """The same of a table that is open. `taken` hears after each chunk how many rows it had."""
        summary = Summary(how.kind, dry_run)
        take = _take(Target(self.company, self.schema, how), dry_run)
        records = _records(table, reader, summary, rejected, self.bars)
        if how.kind in _ARRANGED:
            records = _arranged(records, summary, self.bars)
        for chunk in _chunks(records, CHUNK):
            for reject in sorted(summary.count(self._take_chunk(take, chunk, dry_run)), key=_row):
                rejected(reject)
            taken(len(chunk))
        return summary

    def reader(self, how: Map) -> RecordReader:
        """Raises MapRefused."""
        return RecordReader(how, self._manner(how), self.schema)

    def _manner(self, how: Map) -> Manner:
        company = self.company
        if how.file.currency not in (None, company.currency):
            raise MapRefused(f"[file] currency is {how.file.currency}; the company's is {company.currency}")
        zone, region = how.file.timezone or company.timezone, how.file.region or company.region
        return Manner(zone, company.currency, region, how.file.dayfirst)

    def _take_chunk(self, take: Take, chunk: Sequence[Record], dry_run: bool) -> list[Answer]:
        with self.database.write() as connection:
            answers = take(connection, chunk, datetime.now(UTC))
            if dry_run:
                connection.rollback()
        return answers


def _take(target: Target, dry_run: bool) -> Take:
    """What takes the records of a kind."""
    kind = target.how.kind
    if kind in EVENT_KINDS:
        return EventTaker(kind, target)
    if kind == "changes":
        return ChangeTaker(target)
    if kind == "leads":
        return LeadTaker(target, dry_run)
    take = take_spend if kind == "spend" else take_campaigns
    return lambda connection, records, now: take(connection, target, records, now)


def _row(reject: Reject) -> int:
    return reject.row


def _records(
    table: Table, reader: RecordReader, summary: Summary, rejected: Callable[[Reject], None], bars: bool
) -> Iterator[Record]:
    """The records of the file; counts what is left out, and tells what is rejected."""
    with tqdm(
        total=table.total, desc=summary.kind, unit=" rows", file=sys.stderr, disable=not bars
    ) as progress:
        for row in table:
            progress.update(table.position - progress.n)
            summary.read += 1
            record = reader.read(row) if isinstance(row, Row) else row
            if record is None:
                summary.ignored += 1
            elif isinstance(record, Reject):
                summary.count([record])
                rejected(record)
            else:
                summary.left_out.update((each.column, each.reason) for each in record.left_out)
                yield record
        progress.update(table.total - progress.n)


def _arranged(records: Iterable[Record], summary: Summary, bars: bool) -> Iterator[Record]:
    """The records of the whole file, arranged before the first is taken; a second bar counts the taking."""
    read = list(records)
    arranged = _ARRANGED[summary.kind](read)
    summary.summed = len(read) - len(arranged)
    desc = f"{summary.kind} taken"
    yield from tqdm(arranged, desc=desc, unit=" rows", file=sys.stderr, disable=not bars)


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    return iter(lambda: list(islice(iterator, size)), [])
