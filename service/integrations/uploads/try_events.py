"""What happened to leads, tried: held against the rows alone, since a trial keeps no lead."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from service.integrations.history.mapping import Map
from service.integrations.history.records import Record
from service.integrations.history.rejects import Reject
from service.integrations.history.rows import Row, Table
from service.integrations.history.run import CHUNK, Importer
from service.integrations.history.summary import Summary
from service.integrations.uploads.rejected_rows import RejectedRows
from service.usecases.events.lead_event import time_problem


@dataclass(frozen=True, slots=True)
class EventTrial:
    """`missing` are the ids of leads that are not taken."""

    importer: Importer
    how: Map
    missing: frozenset[str]
    now: datetime

    def read(self, table: Table, rejected: RejectedRows, done: Callable[[int], None]) -> Summary:
        """`done` hears from time to time how many rows were read."""
        summary = Summary(self.how.kind, dry_run=True)
        reader = self.importer.reader(self.how)
        for row in table:
            summary.read += 1
            record = reader.read(row) if isinstance(row, Row) else row
            if record is None:
                summary.ignored += 1
            else:
                for reject in summary.count([self._answer(record)]):
                    rejected.add(reject)
            if summary.read % CHUNK == 0:
                done(summary.read)
        return summary

    def _answer(self, record: Record | Reject) -> bool | Reject:
        if isinstance(record, Reject):
            return record
        if record.values["lead"] in self.missing:
            return Reject(record.row, self.how.header("lead"), "its lead is not taken")
        problem = time_problem(self.importer.company, record.values.get("occurred_at"), None, self.now)
        return Reject(record.row, self.how.header("occurred_at"), problem.message) if problem else True
