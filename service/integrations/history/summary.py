"""What an import did, in figures that add up to the rows it read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from service.integrations.history.rejects import Reject
from service.integrations.history.target import Answer


@dataclass(slots=True)
class Summary:
    """`read` = taken + already + ignored + summed + rejected. `left_out` counts cells, not rows."""

    kind: str
    dry_run: bool = False
    read: int = 0
    taken: int = 0
    already: int = 0
    ignored: int = 0
    summed: int = 0
    rejected: Counter[tuple[str, str]] = field(default_factory=Counter)
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)

    def count(self, answers: Iterable[Answer]) -> list[Reject]:
        """Count what became of records; those that were not taken."""
        rejects = []
        for answer in answers:
            if isinstance(answer, Reject):
                rejects.append(answer)
                self.rejected[answer.column, answer.reason] += 1
            elif answer:
                self.taken += 1
            else:
                self.already += 1
        return rejects

    @property
    def did_nothing(self) -> bool:
        """Rows came, and not one of them could be used."""
        return bool(self.rejected) and not (self.taken or self.already)

    def lines(self) -> list[str]:
        """For people: one line, then one for each reason."""
        verb = "would be taken" if self.dry_run else "taken"
        counts = [
            f"{self.kind}: {self.read:,} rows read",
            f"{self.taken:,} {verb}",
            f"{self.already:,} already there",
            f"{self.ignored:,} left out by the map",
            f"{self.rejected.total():,} rejected",
        ]
        if self.summed:
            counts.insert(-1, f"{self.summed:,} added to another row of their day")
        rejected = [f"  rejected {n:,}: {_place(*why)}" for why, n in self.rejected.most_common()]
        left_out = [f"  taken without {n:,}: {_place(*why)}" for why, n in self.left_out.most_common()]
        return [", ".join(counts), *rejected, *left_out]


def _place(column: str, reason: str) -> str:
    return f"{column}: {reason}" if column else reason
