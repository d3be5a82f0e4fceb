"""What a company expects of its leads before it has outcomes: the [expectations] of a lead schema."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from model.lead.category_columns import MISSING, boolean_level, category_level
from model.lead.field import Field, SchemaError

PLACES = {"channel": "lead.channel", "campaign": "lead.campaign"}
KEYS = ("won", "deal_value", *PLACES, "fields")
MOST_LEVELS = 200

Rates = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Expectations:
    """``won`` is the share of leads that buy; ``levels`` has it by key of the lead row, then by level.

    A level's rate is that of all its leads, whatever else they answer. ``deal_value`` is what a won deal
    brings on average, in currency units.
    """

    won: float
    deal_value: float | None = None
    levels: Mapping[str, Rates] = field(default_factory=dict, hash=False)


def level_of(form: Field, written: str) -> str:
    """The level that a written value names, as the encoder names it.

    >>> level_of(Field("course", "category"), " IELTS"), level_of(Field("parent", "boolean"), "Có")
    ('ielts', 'true')
    """
    return boolean_level(written) if form.type == "boolean" else category_level(written)


def expectations_form(expected: Expectations) -> dict[str, object]:
    """As JSON values; ``read_expectations`` reads it back to an equal value."""
    form: dict[str, object] = {"won": expected.won}
    if expected.deal_value is not None:
        form["deal_value"] = expected.deal_value
    names = {key: name for name, key in PLACES.items()}
    form |= {names[key]: dict(rates) for key, rates in expected.levels.items() if key in names}
    fields = {key: dict(rates) for key, rates in expected.levels.items() if key not in names}
    return form | ({"fields": fields} if fields else {})


def read_expectations(form: object) -> Expectations | None:
    """Raises SchemaError, naming the place, for what is no expectation."""
    if form is None:
        return None
    form = _table(form, "expectations")
    for key in form:
        if key not in KEYS:
            raise SchemaError(f"expectations: {key!r} is not known; use one of {', '.join(KEYS)}")
    if "won" not in form:
        raise SchemaError("expectations.won is missing: of 100 leads, how many buy? 8 are won = 0.08")
    levels = {key: _rates(form[name], f"expectations.{name}") for name, key in PLACES.items() if name in form}
    for name, rates in _table(form.get("fields", {}), "expectations.fields").items():
        levels[name] = _rates(rates, f"expectations.fields.{name}")
    return Expectations(_rate(form["won"], "expectations.won"), _value(form.get("deal_value")), levels)


def refuse_unfit(expected: Expectations | None, fields: Iterable[Field]) -> None:
    """Raises SchemaError where an expectation is of no field that trains, or of no level of it."""
    by_name = {form.name: form for form in fields}
    for key, rates in expected.levels.items() if expected else ():
        if key in PLACES.values():
            _refuse_levels(Field(key, "category"), rates, f"expectations.{key.removeprefix('lead.')}")
        elif key not in by_name:
            raise SchemaError(f"expectations.fields.{key}: the schema has no field {key!r}")
        elif not by_name[key].teaches or by_name[key].type not in ("category", "boolean"):
            raise SchemaError(
                f"expectations.fields.{key}: only a category or a boolean that trains can have rates by level"
            )
        else:
            _refuse_levels(by_name[key], rates, f"expectations.fields.{key}")


def _refuse_levels(form: Field, rates: Rates, place: str) -> None:
    levels: dict[str, str] = {}
    for written in rates:
        level = level_of(form, written)
        if level == MISSING:
            raise SchemaError(f"{place}: {written!r} is no value of the field")
        if level in levels:
            raise SchemaError(f"{place}: {levels[level]!r} and {written!r} are the same value; keep one")
        levels[level] = written


def _table(form: object, place: str) -> Mapping[str, object]:
    if not isinstance(form, Mapping):
        raise SchemaError(f"{place}: write it under [{place}]")
    return form


def _rates(form: object, place: str) -> dict[str, float]:
    rates = {level: _rate(rate, f"{place}.{level}") for level, rate in _table(form, place).items()}
    if len(rates) > MOST_LEVELS:
        raise SchemaError(f"{place}: at most {MOST_LEVELS} values; name those that matter")
    return rates


def _rate(value: object, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1:
        raise SchemaError(f"{place} must be a share between 0 and 1, for example 0.08 for 8 of 100")
    return float(value)


def _value(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e15:
        raise SchemaError("expectations.deal_value must be an amount above 0, in the schema's currency")
    return float(value)
