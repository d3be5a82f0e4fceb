"""What the guard found out about one field, and whether that is enough to refuse it."""

from dataclasses import dataclass

from model.lead.field import Known
from training.leaks.fill import Fill

GREAT_GAIN = 0.20
GAIN_BESIDE_A_NAME = 0.05


@dataclass(frozen=True, slots=True)
class Finding:
    """``gain`` is the relative log-loss gain alone; ``late`` the name's late word, and when such is known."""

    name: str
    gain: float
    fill: Fill
    late: tuple[str, Known] | None

    @property
    def leaks(self) -> bool:
        """Refused: a gain alone of at least 0.20, or a late name with a gain of 0.05 or a telling fill.

        >>> even, late = Fill(50, 50, 50, 50), ("call", "contact")
        >>> Finding("talk_seconds", 0.2, even, None).leaks, Finding("income", 0.19, even, None).leaks
        (True, False)
        >>> Finding("calls", 0.05, even, late).leaks, Finding("Do Not Call", 0.01, even, late).leaks
        (True, False)
        """
        beside = self.gain >= GAIN_BESIDE_A_NAME or self.fill.tells
        return self.gain >= GREAT_GAIN or (self.late is not None and beside)

    @property
    def suspect(self) -> bool:
        """A late name without evidence: it trains, and is told."""
        return self.late is not None and not self.leaks

    @property
    def known(self) -> Known:
        """When a leak is probably known."""
        return self.late[1] if self.late else "contact"

    @property
    def evidence(self) -> str:
        """For a marketer, without the field's name.

        >>> Finding("x", 0.312, Fill(98, 2, 108, 792), ("status", "contact")).evidence
        'its name says "status", alone it explains 31 % of the outcome, and it is filled in for 98 % of won \
and 12 % of other leads'
        """
        told = [f'its name says "{self.late[0]}"'] if self.late else []
        if self.gain >= (GAIN_BESIDE_A_NAME if self.late else GREAT_GAIN):
            told.append(f"alone it explains {100 * self.gain:.0f} % of the outcome")
        if self.fill.tells:
            told.append(f"it is filled in for {_shares(self.fill)} leads")
        return told[0] if len(told) == 1 else f"{', '.join(told[:-1])}, and {told[-1]}"


def _shares(fill: Fill) -> str:
    return f"{100 * fill.of_won:.0f} % of won and {100 * fill.of_lost:.0f} % of other"
