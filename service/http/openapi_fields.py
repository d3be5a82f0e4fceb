"""What apispec cannot tell of our fields by itself."""

from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from marshmallow import fields

from service.http.schemas.fields import Row

_ANYTHING = ["string", "number", "boolean", "object", "array", "null"]


def describe_fields(plugin: MarshmallowPlugin) -> None:
    """Called once the plugin is part of a document."""
    assert plugin.converter is not None
    plugin.converter.add_attribute_function(_raw_is_anything)
    plugin.converter.add_attribute_function(_row_is_a_shape_or_anything)


def schema_notes(converter: OpenAPIConverter) -> dict[str, str]:
    """What the schemas' own docstrings say, by the names that they have in the document."""
    return {name: kind.__doc__ for (kind, *_options), name in converter.refs.items() if kind.__doc__}


def _raw_is_anything(converter: OpenAPIConverter, field: Any, **_options: Any) -> dict[str, Any]:
    if type(field) is not fields.Raw:
        return {}
    return {"type": _ANYTHING} if converter.openapi_version.minor else {"nullable": True}


def _row_is_a_shape_or_anything(converter: OpenAPIConverter, field: Any, **_options: Any) -> dict[str, Any]:
    """A batch is taken with rows that cannot be read: each gets a result of its own."""
    return {"anyOf": [converter.resolve_nested_schema(field.shape), {}]} if isinstance(field, Row) else {}
