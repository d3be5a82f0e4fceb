"""The written form of a lead schema: the dictionary that JSON and TOML hold."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from dataclasses import fields as dataclass_fields
from typing import TypedDict
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from model.lead.attributes import MAX_NAME
from model.lead.expectations import Expectations, expectations_form, read_expectations
from model.lead.field import FIELD_TYPES, KNOWN, Columns, Field, SchemaError

FIELD_KEYS = tuple(field.name for field in dataclass_fields(Field))
COLUMN_KEYS = tuple(field.name for field in dataclass_fields(Columns))
SCHEMA_KEYS = ("currency", "horizon_days", "timezone", "late_words", "columns", "expectations", "fields")
LATE_COLUMNS = ("outcome", "value", "won_time", "worked", "work_probability", "disposition")


class Parts(TypedDict):
    """What a LeadSchema is made of."""

    fields: tuple[Field, ...]
    columns: Columns | None
    currency: str
    horizon_days: float | None
    timezone: str | None
    late_words: tuple[str, ...]
    expectations: Expectations | None


def to_dict(
    fields: Iterable[Field],
    columns: Columns | None,
    currency: str,
    horizon: float | None,
    timezone: str | None,
    late_words: tuple[str, ...] = (),
    expectations: Expectations | None = None,
) -> dict[str, object]:
    """As JSON values, leaving out what is not set."""
    form: dict[str, object] = {"currency": currency, "horizon_days": horizon, "timezone": timezone}
    if late_words:
        form["late_words"] = list(late_words)
    if columns is not None:
        form["columns"] = _set({**asdict(columns), "won": list(columns.won)})
    if expectations is not None:
        form["expectations"] = expectations_form(expectations)
    form["fields"] = [field_form(field) for field in fields]
    return _set(form)


def field_form(field: Field) -> dict[str, object]:
    """One field as JSON values, defaults left out; an undeclared field has no ``known``."""
    form = {key: getattr(field, key) for key in FIELD_KEYS} | {"label": dict(field.label)}
    return {key: value for key, value in form.items() if value not in (None, False, {})}


def from_dict(form: Mapping[str, object]) -> Parts:
    """Raises SchemaError, naming the place, for what is not a schema."""
    _only(form, SCHEMA_KEYS, "the schema")
    entries = form.get("fields", [])
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise SchemaError("fields: write each field under its own [[fields]]")
    columns = form.get("columns")
    return {
        "fields": tuple(_field(entry, place) for place, entry in enumerate(entries, start=1)),
        "columns": None if columns is None else _columns(columns),
        "currency": _currency(form.get("currency", "VND")),
        "horizon_days": _horizon(form.get("horizon_days")),
        "timezone": _timezone(form.get("timezone")),
        "late_words": _late_words(form.get("late_words", [])),
        "expectations": read_expectations(form.get("expectations")),
    }


def refuse_contradictions(fields: tuple[Field, ...], columns: Columns | None) -> None:
    """Raises SchemaError where two parts of a schema cannot both be meant."""
    names = [field.name for field in fields]
    for name in names:
        if names.count(name) > 1:
            raise SchemaError(f"field {name!r} is written twice; keep one")
    if sum(field.product for field in fields) > 1:
        raise SchemaError("product = true stands on two fields; one field tells products apart")
    for key in LATE_COLUMNS if columns else ():
        if getattr(columns, key) in names:
            raise SchemaError(
                f"field {getattr(columns, key)!r} is columns.{key}, which no model may see; remove it"
            )


def _set(form: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in form.items() if value is not None}


def _only(form: Mapping[str, object], allowed: Iterable[str], place: str) -> None:
    for key in form:
        if key not in allowed:
            raise SchemaError(f"{place}: {key!r} is not known; use one of {', '.join(allowed)}")


def _field(form: Mapping[str, object], place: int) -> Field:
    name = form.get("name")
    if not isinstance(name, str) or not name.strip() or len(name) > MAX_NAME:
        raise SchemaError(f"field {place}: name must be a text of 1 to {MAX_NAME} characters")
    if name.startswith("lead."):
        raise SchemaError(f"field {name!r}: names that begin with 'lead.' are reserved")
    _only(form, FIELD_KEYS, f"field {name!r}")
    _one_of(form.get("type"), FIELD_TYPES, f"field {name!r}: type")
    _one_of(form.get("known", "submit"), KNOWN, f"field {name!r}: known")
    _one_of(form.get("decimal", "."), (".", ","), f"field {name!r}: decimal")
    for key in ("personal", "product"):
        if not isinstance(form.get(key, False), bool):
            raise SchemaError(f"field {name!r}: {key} must be true or false")
    label = form.get("label", {})
    if not isinstance(label, Mapping) or not all(isinstance(text, str) for text in label.values()):
        raise SchemaError(f'field {name!r}: label must be like {{ vi = "…", en = "…" }}')
    return Field(**{**form, "label": dict(label)})  # type: ignore[arg-type]


def _one_of(value: object, allowed: tuple[str, ...], place: str) -> None:
    if value not in allowed:
        raise SchemaError(f"{place} must be one of {', '.join(allowed)}")


def _columns(form: object) -> Columns:
    if not isinstance(form, Mapping):
        raise SchemaError("columns: write them under [columns]")
    _only(form, COLUMN_KEYS, "columns")
    for key in COLUMN_KEYS:
        if key != "won" and key in form and not isinstance(form[key], str):
            raise SchemaError(f"columns.{key} must be the name of a column")
    if "outcome" not in form:
        raise SchemaError("columns.outcome is missing: name the column that says what became of the lead")
    return Columns(**{**form, "won": _won(form.get("won"))})


def _won(values: object) -> tuple[str, ...]:
    if not isinstance(values, list | tuple) or not values:
        raise SchemaError('columns.won must list the outcomes that mean a sale, for example won = ["yes"]')
    return tuple(str(value).lower() if isinstance(value, bool) else str(value) for value in values)


def _currency(value: object) -> str:
    if not isinstance(value, str) or len(value) != 3 or not value.isascii() or not value.isupper():
        raise SchemaError('currency must be an ISO 4217 code, for example "VND"')
    return value


def _horizon(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 3650:
        raise SchemaError("horizon_days must be a number of days between 0 and 3650")
    return float(value)


def _timezone(value: object) -> str | None:
    if value is None:
        return None
    try:
        return ZoneInfo(value).key if isinstance(value, str) else _timezone("")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SchemaError('timezone must be an IANA name, for example "Asia/Ho_Chi_Minh"') from None


def _late_words(values: object) -> tuple[str, ...]:
    if not isinstance(values, list | tuple) or not all(
        isinstance(word, str) and word.strip() for word in values
    ):
        raise SchemaError('late_words must list words, for example late_words = ["tư vấn", "visit"]')
    return tuple(values)
