"""Where imported records go, and what became of each."""

from dataclasses import dataclass
from typing import TypeAlias

from model.lead.schema import LeadSchema
from service.integrations.history.mapping import Map
from service.integrations.history.records import Record
from service.integrations.history.rejects import Reject
from service.usecases.company import Company

# True: taken. False: it was there already. Else why it was not taken.
Answer: TypeAlias = bool | Reject


@dataclass(frozen=True, slots=True)
class Target:
    company: Company
    schema: LeadSchema
    how: Map

    def reject(self, record: Record, word: str, reason: str) -> Reject:
        return Reject(record.row, self.how.header(word), reason)
