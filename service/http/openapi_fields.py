"""What apispec cannot tell of our fields by itself."""

from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import fields

_ANYTHING = ["string", "number", "boolean", "object", "array", "null"]


def describe_fields(plugin: MarshmallowPlugin) -> None:
    """Called once the plugin is part of a document."""
    assert plugin.converter is not None
    plugin.converter.add_attribute_function(_raw_is_anything)


def _raw_is_anything(_converter: Any, field: Any, **_options: Any) -> dict[str, Any]:
    return {"type": _ANYTHING} if type(field) is fields.Raw else {}
