"""A table whose rows all have an id: few sheets of leads keep one."""

from collections.abc import Iterator, Sequence
from typing import Final

from model.reading.text import clean_text
from service.integrations.history.rejects import Reject
from service.integrations.history.rows import Row, Table
from service.integrations.uploads.plan import Plan
from service.usecases.leads.vault import Vault

ROW_ID: Final = "(row id)"
_WHO: Final = ("phone", "email", "name")
_WHICH: Final = (*_WHO, "submitted_at", "campaign")


class IdentifiedTable:
    """Adds the column ROW_ID: the file's own id; where it has none, one that the same lead has again.

    That is made of who it is, when and of which campaign, so that a sheet which came before with other
    words in its status brings the same leads. It is a keyed hash and reveals none of these.
    `ids` are those of the rows read so far, by the row's number.
    """

    def __init__(self, table: Table, plan: Plan, vault: Vault) -> None:
        self.columns = (*table.columns, ROW_ID)
        self.total = table.total
        self.position = 0
        self._table = table
        self.ids: dict[int, str] = {}
        self._vault = vault
        self._id = plan.columns_of("external_id")
        known = [column for role in _WHICH for column in plan.columns_of(role)]
        says_who = any(plan.columns_of(role) for role in _WHO)
        self._which: Sequence[str] = known if says_who else table.columns

    def __iter__(self) -> Iterator[Row | Reject]:
        for row in self._table:
            self.position = self._table.position
            if isinstance(row, Row) and not any(row.cells.values()):
                continue
            if isinstance(row, Row):
                row.cells[ROW_ID] = self.ids[row.number] = self._id_of(row)
            yield row

    def _id_of(self, row: Row) -> str:
        own = next((text for name in self._id if (text := clean_text(row.cells[name]))), "")
        if own:
            return own
        said = "\0".join(clean_text(row.cells[name]) for name in self._which)
        return f"row-{self._vault.name_hash('uploaded row', said).hex()}"
