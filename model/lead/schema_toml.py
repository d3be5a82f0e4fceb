"""A lead schema's dictionary as the TOML that a person edits."""

import json
from collections.abc import Mapping
from typing import cast


def to_toml(form: Mapping[str, object]) -> str:
    """The dictionary form as TOML text."""
    head = [
        f"{key} = {toml_value(form[key])}"
        for key in ("currency", "horizon_days", "timezone", "late_words")
        if key in form
    ]
    blocks = ["\n".join(head)]
    if "columns" in form:
        blocks.append(toml_block("[columns]", cast("Mapping[str, object]", form["columns"])))
    if "expectations" in form:
        blocks.append(toml_block("[expectations]", cast("Mapping[str, object]", form["expectations"])))
    entries = cast("list[Mapping[str, object]]", form["fields"])
    return "\n\n".join([*blocks, *(toml_block("[[fields]]", entry) for entry in entries)]) + "\n"


def toml_block(title: str, form: Mapping[str, object]) -> str:
    """One table of a TOML file."""
    return "\n".join([title, *(f"{key} = {toml_value(value)}" for key, value in form.items())])


def toml_value(value: object) -> str:
    """A value as TOML writes it; JSON's texts, numbers, booleans and lists are TOML's too.

    >>> toml_value({"vi": "Tuổi"})
    '{ vi = "Tuổi" }'
    """
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{toml_key(key)} = {toml_value(item)}" for key, item in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_key(key: str) -> str:
    """Bare where TOML allows it, else quoted."""
    bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if bare else toml_value(key)
