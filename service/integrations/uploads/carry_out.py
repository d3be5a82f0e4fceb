"""A plan carried out on its file: tried, or done. Both tell the same figures."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from model.reading.text import is_blank
from service.integrations.history.mapping import Map, value_key
from service.integrations.history.rows import Row, Table
from service.integrations.history.run import Importer
from service.integrations.history.summary import Summary
from service.integrations.history.take_events import EVENT_KINDS
from service.integrations.uploads.identified import IdentifiedTable
from service.integrations.uploads.maps_of import maps_of
from service.integrations.uploads.plan import ATTEMPT, STATUS_AT, Kind, Plan
from service.integrations.uploads.rejected_rows import RejectedRows
from service.integrations.uploads.try_events import EventTrial

_MOST_REASONS: Final = 20
Done = Callable[[int], None]


@dataclass(slots=True)
class Result:
    """`kinds` as the importer counts them; `rejects` the first rows not taken, `rejected_rows` all of them.

    `repeated` are rows that say otherwise of a lead which is there. `left_out` are cells that leads were
    taken without: column, reason, how many. `calls_without_time` are rows whose word stands for a call that
    no column dates: the lead is kept and the call is not.
    """

    kinds: list[dict[str, Any]] = field(default_factory=list)
    rejects: list[dict[str, Any]] = field(default_factory=list)
    rejected_rows: int = 0
    repeated: int = 0
    left_out: list[tuple[str, str, int]] = field(default_factory=list)
    calls_without_time: int = 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def carry_out(
    importer: Importer, table: Table, kind: Kind, plan: Plan, *, try_only: bool, done: Done
) -> Result:
    """`done` hears how many rows have been worked through, those of every kind together."""
    rows = table if kind == "spend" else IdentifiedTable(table, plan, importer.company.vault)
    rejected = RejectedRows()
    left_out: Counter[tuple[str, str]] = Counter()
    result = Result(calls_without_time=_calls_without_time(table, plan))
    for place, how in enumerate(maps_of(kind, plan)):
        before = place * table.total
        summary = _step(importer, rows, how, rejected, _from(done, before), try_only)
        left_out += summary.left_out
        result.kinds.append(_counts(summary))
        done(before + table.total)
    result.rejects = [asdict(reject) for reject in rejected.first]
    result.rejected_rows, result.repeated = len(rejected.rows), rejected.repeated
    result.left_out = [(*why, times) for why, times in left_out.most_common(_MOST_REASONS)]
    return result


def steps(kind: Kind, plan: Plan) -> int:
    """How many times `carry_out` goes through the file."""
    return len(maps_of(kind, plan))


def _step(
    importer: Importer, table: Table, how: Map, rejected: RejectedRows, done: Done, try_only: bool
) -> Summary:
    if try_only and how.kind in EVENT_KINDS and isinstance(table, IdentifiedTable):
        trial = EventTrial(importer, how, rejected.missing(table.ids), datetime.now(UTC))
        return trial.read(table, rejected, done)
    reader, taken = importer.reader(how), [0]

    def add(rows: int) -> None:
        taken.append(taken[-1] + rows)
        done(taken[-1])

    return importer.take(table, how, reader, rejected.add, add, dry_run=try_only)


def _from(done: Done, before: int) -> Done:
    return lambda rows: done(before + rows)


def _calls_without_time(table: Table, plan: Plan) -> int:
    calls = {
        column: {word for word, meaning in words.items() if meaning.startswith(ATTEMPT)}
        for column, words in plan.meanings.items()
    }
    if not any(calls.values()):
        return 0
    times = plan.columns_of(STATUS_AT)
    return sum(
        any(value_key(row.cells[column]) in words for column, words in calls.items())
        for row in table
        if isinstance(row, Row) and all(is_blank(row.cells[name]) for name in times)
    )


def _counts(summary: Summary) -> dict[str, Any]:
    counts = ("kind", "read", "taken", "already", "ignored", "summed")
    return {**{name: getattr(summary, name) for name in counts}, "rejected": summary.rejected.total()}
