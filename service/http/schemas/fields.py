"""The field types that all schemas share."""

from datetime import date, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from model.money import CURRENCIES, LARGEST, LARGEST_SENT
from model.reading.normal_form import normal_form
from model.reading.text import clean_text

_FIRST_YEAR, _LAST_YEAR = 1970, 2200


class Body(Schema):
    """What is sent. A field that nobody knows is an error: it is usually a typing error."""


class Text(fields.String):
    """A text, composed (NFC) and trimmed, with a longest length; may be null unless it is required.

    One of invisible marks alone is empty.
    """

    def __init__(self, longest: int, shortest: int = 0, **options: Any) -> None:
        options.setdefault("allow_none", not options.get("required", False))
        super().__init__(validate=validate.Length(min=shortest, max=longest), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        text = normal_form("NFC", super()._deserialize(value, attr, data, **options)).strip()
        return text if clean_text(text) else ""


class Word(fields.String):
    """One word of a fixed list."""

    def __init__(self, words: tuple[str, ...], **options: Any) -> None:
        options.setdefault("allow_none", not options.get("required", False))
        allowed = validate.OneOf(words, error=f"Must be one of {', '.join(words)}.")
        super().__init__(validate=allowed, **options)


class Instant(fields.AwareDateTime):
    """RFC 3339 with a zone."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("allow_none", not options.get("required", False))
        super().__init__(format="iso", **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> datetime:
        if not isinstance(value, str) or len(value) > 40 or "T" not in value.upper():
            raise ValidationError("Not a valid datetime.")
        instant = super()._deserialize(value, attr, data, **options)
        _check_year(instant)
        return instant


class Day(fields.Date):
    """A day of the company's time zone."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> date:
        if not isinstance(value, str) or len(value) != len("2026-11-21"):
            raise ValidationError("Not a valid date.")
        day = super()._deserialize(value, attr, data, **options)
        _check_year(day)
        return day


class Count(fields.Integer):
    """A whole number from 0, written as a JSON number."""

    def __init__(self, least: int = 0, most: int = LARGEST, **options: Any) -> None:
        options.setdefault("allow_none", not options.get("required", False))
        super().__init__(strict=True, validate=validate.Range(min=least, max=most), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError("Not a valid integer.")
        return super()._deserialize(value, attr, data, **options)


class Number(fields.Float):
    """A number, written as a JSON number."""

    def __init__(self, least: float, most: float, **options: Any) -> None:
        options.setdefault("allow_none", not options.get("required", False))
        super().__init__(validate=validate.Range(min=least, max=most), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValidationError("Not a valid number.")
        return super()._deserialize(value, attr, data, **options)


class Row(fields.Raw):
    """One of many, each read by itself as `shape`, so that a bad one spoils no other."""

    def __init__(self, shape: type[Schema], **options: Any) -> None:
        self.shape = shape
        super().__init__(allow_none=True, **options)


class Rows(fields.List):
    """1 to `most` of something, written as a JSON array."""

    def __init__(self, each: fields.Field | type[fields.Field], most: int) -> None:
        super().__init__(each, required=True, validate=validate.Length(min=1, max=most))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> list[Any]:
        if not isinstance(value, list):
            raise ValidationError("Not a valid list.")
        return super()._deserialize(value, attr, data, **options)


class Flag(fields.Boolean):
    """JSON true or false, not a text that may mean it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(truthy={True}, falsy={False}, **options)

    def _deserialize(self, value: Any, *_context: Any, **_options: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("Not a valid boolean.")
        return value


class Money(Body):
    """An amount in the currency's ISO 4217 minor units."""

    amount = Count(most=LARGEST_SENT, required=True)
    currency = fields.String(
        required=True,
        validate=validate.OneOf(sorted(CURRENCIES), error="Must be an ISO 4217 code, as VND."),
    )


class AmountAnswer(Schema):
    """An amount in the currency's ISO 4217 minor units, as it is answered."""

    amount = fields.Integer(required=True, validate=validate.Range(min=-LARGEST, max=LARGEST))
    currency = fields.String(required=True, validate=validate.Regexp("^[A-Z]{3}$"))


class Tally(fields.Integer):
    """A count, as it is answered."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=True, validate=validate.Range(min=0), **options)


class Said(fields.String):
    """One word of a fixed list, as it is answered; null where nothing was said and `allow_none`."""

    def __init__(self, words: tuple[str, ...], **options: Any) -> None:
        options.setdefault("required", True)
        super().__init__(validate=validate.OneOf(words), **options)


class CountQuery(fields.Integer):
    """A whole number in a query string."""

    def __init__(self, least: int, most: int, **options: Any) -> None:
        super().__init__(validate=validate.Range(min=least, max=most), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> int:
        if not (isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10):
            raise ValidationError("Not a valid integer.")
        return super()._deserialize(value, attr, data, **options)


class FlagQuery(fields.Boolean):
    """`true` or `false` in a query string."""

    def __init__(self, **options: Any) -> None:
        super().__init__(truthy={"true"}, falsy={"false"}, **options)


def _check_year(value: date) -> None:
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise ValidationError(f"Must be a time between {_FIRST_YEAR} and {_LAST_YEAR}.")
