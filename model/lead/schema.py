"""The lead schema: which fields a company asks for, and when each is known."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from model.lead import schema_form
from model.lead.attributes import Checked, Problem, checked
from model.lead.expectations import Expectations, refuse_unfit
from model.lead.field import Columns, Field, FieldType, Known, SchemaError
from model.lead.field_labels import labels_of
from model.lead.schema_toml import to_toml
from model.lead.values import json_value, text_value

__all__ = ["Checked", "Columns", "Field", "FieldType", "Known", "LeadSchema", "Problem", "SchemaError"]


@dataclass(frozen=True, slots=True)
class LeadSchema:
    """``horizon_days`` is set or None (learnt); ``timezone`` is the company's, in which hours are read.

    ``late_words`` are the company's own words, beside the leak guard's, for what is known only later;
    ``expectations`` what a company without outcomes expects.
    """

    fields: tuple[Field, ...]
    columns: Columns | None = None
    currency: str = "VND"
    horizon_days: float | None = None
    timezone: str | None = None
    late_words: tuple[str, ...] = ()
    expectations: Expectations | None = None

    def __post_init__(self) -> None:
        schema_form.refuse_contradictions(self.fields, self.columns)
        refuse_unfit(self.expectations, self.fields)

    @property
    def teaching(self) -> tuple[Field, ...]:
        """The fields a model may learn from: known at the submit, not personal, not free text."""
        return tuple(field for field in self.fields if field.teaches)

    @property
    def product_field(self) -> Field | None:
        """The field that tells products apart, where the schema names one."""
        return next((field for field in self.fields if field.product), None)

    def labels(self, name: str) -> dict[str, str]:
        """What the field of a factor is called, by language."""
        return labels_of(self.fields, name)

    def check(self, attributes: Mapping[str, object]) -> Checked:
        """Hold JSON values against the schema, strictly: a number is no text, null is missing."""
        return checked(self.fields, attributes, json_value)

    def read(self, attributes: Mapping[str, str]) -> Checked:
        """The same for texts, as a form or a CSV file brings them."""
        return checked(self.fields, attributes, text_value)

    def to_dict(self) -> dict[str, object]:
        """As JSON values; ``from_dict`` reads it back to an equal schema."""
        return schema_form.to_dict(
            self.fields,
            self.columns,
            self.currency,
            self.horizon_days,
            self.timezone,
            self.late_words,
            self.expectations,
        )

    @classmethod
    def from_dict(cls, form: Mapping[str, object]) -> Self:
        """Raises SchemaError, naming the place, where the form is not one of a schema."""
        return cls(**schema_form.from_dict(form))

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a TOML file; raises SchemaError for what it holds and OSError where it cannot be read."""
        try:
            return cls.loads(path.read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError:
            raise SchemaError(f"{path}: not UTF-8 text; save the schema as UTF-8") from None
        except SchemaError as error:
            raise SchemaError(f"{path}: {error}") from None

    @classmethod
    def loads(cls, text: str) -> Self:
        """Read TOML text; raises SchemaError for what it holds."""
        try:
            form = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise SchemaError(f"not TOML: {error}") from None
        return cls.from_dict(form)

    def dumps(self) -> str:
        """As TOML text that ``load`` reads back to an equal schema."""
        return to_toml(self.to_dict())
