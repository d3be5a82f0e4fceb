"""What in a plan contradicts itself or is missing, before it is tried."""

from collections import Counter

from service.integrations.uploads.look import Look
from service.integrations.uploads.plan import MEANINGS, NEEDED, REPEATED, ROLES, UNDECIDED, Kind, Plan
from service.usecases.problems import FieldProblem, Refused


def check_plan(kind: Kind, plan: Plan, look: Look) -> None:
    """Raises Refused, its fields `/role_<place of the column>` or `/campaign`."""
    problems = [*_roles(kind, plan, look), *_missing(kind, plan), *_words(plan)]
    if problems:
        raise Refused(*problems)


def _roles(kind: Kind, plan: Plan, look: Look) -> list[FieldProblem]:
    times = Counter(plan.roles.values())
    problems = []
    for place, name in enumerate(look.names):
        role = plan.roles.get(name)
        if role not in ROLES[kind]:
            problems.append(FieldProblem(f"/role_{place}", "unknown_word", "one of the roles is needed"))
        elif role not in REPEATED and times[role] > 1:
            problems.append(FieldProblem(f"/role_{place}", "twice", "another column is this already"))
    return problems


def _missing(kind: Kind, plan: Plan) -> list[FieldProblem]:
    problems = [
        FieldProblem("", f"needs_{role}", "a column is needed that says this")
        for role in NEEDED[kind]
        if not plan.columns_of(role)
    ]
    if kind == "spend" and not (plan.columns_of("campaign") or plan.campaign):
        problems.append(FieldProblem("/campaign", "needs_campaign", "a column, or one campaign, is needed"))
    return problems


def _words(plan: Plan) -> list[FieldProblem]:
    meant = {meaning for words in plan.meanings.values() for meaning in words.values()}
    known = meant <= {*MEANINGS, UNDECIDED}
    return [] if known else [FieldProblem("", "unknown_word", "one of the meanings is needed")]
