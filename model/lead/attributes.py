"""A lead's attributes held against its schema: kept, personal, unknown, or wrong."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from model.lead.field import Field
from model.lead.values import Unfit

MAX_ATTRIBUTES = 200
MAX_NAME = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one attribute. The message says what would be right and never echoes the value."""

    field: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """``attributes`` and ``personal`` hold the cleaned values by name; missing ones are left out."""

    attributes: Mapping[str, object]
    personal: Mapping[str, object]
    unknown: tuple[str, ...]
    problems: tuple[Problem, ...]


def checked(
    fields: Iterable[Field], attributes: Mapping[str, object], value_of: Callable[[Field, object], object]
) -> Checked:
    """Sort the attributes by what the schema says of them; ``value_of`` cleans one value or raises Unfit."""
    by_name = {field.name: field for field in fields}
    kept: dict[str, object] = {}
    personal: dict[str, object] = {}
    unknown: list[str] = []
    problems: list[Problem] = []
    if len(attributes) > MAX_ATTRIBUTES:
        return Checked({}, {}, (), (Problem("", "too_many", f"at most {MAX_ATTRIBUTES} attributes a lead"),))
    for name, raw in attributes.items():
        field = by_name.get(name)
        if field is None:
            if len(name) > MAX_NAME:
                problems.append(Problem(name[:MAX_NAME], "name_too_long", f"at most {MAX_NAME} characters"))
            elif raw is not None:
                unknown.append(name)
                kept[name] = raw
            continue
        try:
            value = None if raw is None else value_of(field, raw)
        except Unfit as unfit:
            problems.append(Problem(name, unfit.code, str(unfit)))
            continue
        if value is not None:
            (personal if field.personal else kept)[name] = value
    return Checked(kept, personal, tuple(unknown), tuple(problems))
