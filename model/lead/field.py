"""One field of a lead schema, and the columns of a history file that say what became of a lead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from model.reading.figures import DecimalMark

FieldType = Literal["number", "category", "boolean", "date", "text"]
Known = Literal["submit", "contact", "close"]

FIELD_TYPES: tuple[FieldType, ...] = get_args(FieldType)
KNOWN: tuple[Known, ...] = get_args(Known)


class SchemaError(ValueError):
    """A lead schema that cannot be used; the message names the place and what would be right."""


@dataclass(frozen=True, slots=True)
class Field:
    """What a company asks of a lead.

    ``known`` is when its value exists: only what is known at the submit may train. None is undeclared: it
    trains, unless the leak guard finds that it was filled in later. A ``personal`` field lives with the
    contact. ``product`` marks the one field that tells products apart when duplicates are looked for.
    ``decimal`` is the mark with which texts of a number write fractions.
    """

    name: str
    type: FieldType
    known: Known | None = None
    personal: bool = False
    product: bool = False
    label: Mapping[str, str] = field(default_factory=dict, hash=False)
    decimal: DecimalMark | None = None

    @property
    def teaches(self) -> bool:
        """Whether a model may learn from it."""
        return self.known in (None, "submit") and not self.personal and self.type != "text"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a history file beside the fields; ``won`` holds the outcomes that mean a sale.

    ``id`` is the lead's own id, by which it is known elsewhere; ``disposition`` what the first conversation
    showed, in Leadworth's words.
    """

    outcome: str
    won: tuple[str, ...]
    value: str | None = None
    time: str | None = None
    won_time: str | None = None
    campaign: str | None = None
    channel: str | None = None
    ad_set: str | None = None
    ad: str | None = None
    worked: str | None = None
    work_probability: str | None = None
    disposition: str | None = None
    id: str | None = None
