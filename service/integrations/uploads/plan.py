"""What a person confirms of an uploaded file: what each column is, and what each word in it means."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final, Literal, TypeAlias

from model.vocabulary import DISPOSITIONS, LOST, OPEN, RESULTS, SUB_REASONS, WON
from service.integrations.history.mapping import FileForm

Kind: TypeAlias = Literal["leads", "spend"]
KINDS: Final[tuple[Kind, ...]] = ("leads", "spend")
STATUS: Final = "status"
STATUS_AT: Final = "status_at"
ATTRIBUTE: Final = "attribute"
LEFT_OUT: Final = "left_out"
_TRACKING: Final = ("tracking.ad_set", "tracking.ad", "tracking.utm_source", "tracking.utm_campaign")
ROLES: Final[dict[Kind, tuple[str, ...]]] = {
    "leads": (
        *("external_id", "submitted_at", "campaign", *_TRACKING, "name", "phone", "email"),
        *(STATUS, STATUS_AT, "revenue", "rep", "note", ATTRIBUTE, LEFT_OUT),
    ),
    "spend": ("campaign", "ad_set", "ad", "day", "amount", "impressions", "clicks", LEFT_OUT),
}
# What several columns may be at once.
REPEATED: Final = frozenset({"phone", STATUS, ATTRIBUTE, LEFT_OUT})
NEEDED: Final[dict[Kind, tuple[str, ...]]] = {"leads": (), "spend": ("day", "amount")}

DISPOSITION: Final = "disposition"
ATTEMPT: Final = "attempt"
OUTCOME: Final = "outcome"
NOTHING: Final = "nothing"
UNDECIDED: Final = ""
# "disposition.no_need.just_asking", "attempt.no_answer", "outcome.won" …
MEANINGS: Final = (
    *(f"{DISPOSITION}.{word}" for word in DISPOSITIONS),
    *(f"{DISPOSITION}.{word}.{sub}" for word, subs in SUB_REASONS.items() for sub in subs),
    *(f"{ATTEMPT}.{word}" for word in RESULTS),
    *(f"{OUTCOME}.{word}" for word in (WON, LOST, OPEN)),
    NOTHING,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`roles` are by column; `meanings` by column of words, then by word as `value_key` writes it.

    `campaign` is the one of every row, where no column names it. `header` is the row that names the columns.
    """

    sheet: str | None = None
    header: int = 1
    dayfirst: bool = True
    campaign: str | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def form(self) -> FileForm:
        return FileForm(dayfirst=self.dayfirst, sheet=self.sheet, header=self.header)

    @property
    def word_columns(self) -> list[str]:
        return self.columns_of(STATUS)

    def columns_of(self, role: str) -> list[str]:
        return [column for column, own in self.roles.items() if own == role]

    def with_meanings(self, meanings: Mapping[str, Mapping[str, str]]) -> "Plan":
        return replace(self, meanings=meanings)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def read_plan(body: Mapping[str, Any]) -> Plan:
    """The way back from `as_json`."""
    return Plan(**body)
