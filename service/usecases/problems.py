"""Why something was not done, in words that say what would be right. The refused value is never echoed."""

from dataclasses import dataclass
from uuid import UUID

from model.money import LARGEST_SENT


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """`field` is a JSON pointer into what was sent, as "/contact/phone"."""

    field: str
    code: str
    message: str


class Refused(Exception):
    """What was sent is well formed and cannot be taken."""

    def __init__(self, *problems: FieldProblem) -> None:
        super().__init__("; ".join(f"{problem.field}: {problem.message}" for problem in problems))
        self.problems = problems


class NotFound(Exception):
    """There is no such thing, or it is not this caller's to see."""


class Conflict(Exception):
    """It contradicts what is stored; `lead_id` is the lead that it contradicts."""

    def __init__(self, message: str, lead_id: UUID | None = None) -> None:
        super().__init__(message)
        self.lead_id = lead_id


def refuse(field: str, code: str, message: str) -> Refused:
    return Refused(FieldProblem(field, code, message))


def amount_problem(field: str) -> FieldProblem:
    return FieldProblem(field, "out_of_range", f"an amount from 0 to {LARGEST_SENT} minor units is needed")
