"""A confirmed plan → the maps by which the importer reads the one file, once for each kind."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from service.integrations.history.mapping import ANY_OTHER, Column, Map
from service.integrations.uploads.identified import ROW_ID
from service.integrations.uploads.plan import (
    ATTEMPT,
    ATTRIBUTE,
    DISPOSITION,
    LEFT_OUT,
    OUTCOME,
    STATUS_AT,
    Kind,
    Plan,
)

_OF_THE_LEAD_ITSELF: Final = ("submitted_at", "campaign", "name", "phone", "email")
_ID: Final = Column((ROW_ID,))


def maps_of(kind: Kind, plan: Plan) -> list[Map]:
    """In the order they are to be taken in."""
    if kind == "spend":
        return [_spend(plan)]
    return [_leads(plan), *(each for column in plan.word_columns for each in _events(plan, column))]


def _spend(plan: Plan) -> Map:
    roles = {role for role in plan.roles.values() if role != LEFT_OUT}
    return _with_campaign(
        Map(kind="spend", file=plan.form, columns={role: _column(plan, role) for role in roles}), plan
    )


def _leads(plan: Plan) -> Map:
    roles = {
        role for role in plan.roles.values() if role in _OF_THE_LEAD_ITSELF or role.startswith("tracking.")
    }
    columns = {"external_id": _ID, **{role: _column(plan, role) for role in roles}}
    attributes = {column: column for column in plan.columns_of(ATTRIBUTE)}
    return _with_campaign(Map(kind="leads", file=plan.form, columns=columns, attributes=attributes), plan)


def _events(plan: Plan, column: str) -> list[Map]:
    """What the words of one column tell: calls, what they showed, what became of the deal."""
    meant = {word: meaning.split(".") for word, meaning in plan.meanings.get(column, {}).items()}
    common = {"lead": _ID} | _present(plan, occurred_at=STATUS_AT, rep="rep")
    found = []
    calls = {word: parts[1] for word, parts in meant.items() if parts[0] == ATTEMPT}
    if calls and plan.columns_of(STATUS_AT):
        # A call without a time cannot be kept: it is left out, and counted elsewhere.
        timed = {name: frozenset({""}) for name in plan.columns_of(STATUS_AT)}
        found.append(replace(_words(plan, "attempts", "result", column, calls, common), ignore=timed))
    if judged := {word: parts[1] for word, parts in meant.items() if parts[0] == DISPOSITION}:
        subs = {word: parts[2] for word, parts in meant.items() if len(parts) == 3}
        noted = common | _present(plan, note="note")
        about = _words(plan, "dispositions", "disposition", column, judged, noted)
        found.append(_with_sub_reasons(about, column, subs) if subs else about)
    if became := {word: parts[1] for word, parts in meant.items() if parts[0] == OUTCOME}:
        found.append(
            _words(plan, "outcomes", "outcome", column, became, common | _present(plan, revenue="revenue"))
        )
    return found


def _words(
    plan: Plan, kind: str, word: str, column: str, values: Mapping[str, str], columns: Mapping[str, Column]
) -> Map:
    return Map(
        kind=kind,
        file=plan.form,
        columns={**columns, word: Column((column,))},
        values={word: values},
        only={column: frozenset(values)},
    )


def _with_sub_reasons(about: Map, column: str, subs: Mapping[str, str]) -> Map:
    return replace(
        about,
        columns={**about.columns, "sub_reason": Column((column,))},
        values={**about.values, "sub_reason": {**subs, ANY_OTHER: ""}},
    )


def _present(plan: Plan, **roles: str) -> dict[str, Column]:
    return {word: _column(plan, role) for word, role in roles.items() if plan.columns_of(role)}


def _column(plan: Plan, role: str) -> Column:
    return Column(tuple(plan.columns_of(role)))


def _with_campaign(how: Map, plan: Plan) -> Map:
    if "campaign" in how.columns or not plan.campaign:
        return how
    return replace(how, constants={"campaign": plan.campaign})
