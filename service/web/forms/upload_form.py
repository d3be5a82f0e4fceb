"""The forms by which a plan is confirmed: from a plan to what is chosen, and from what was sent to a plan."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.integrations.history.mapping import value_key
from service.integrations.uploads.guess_plan import guess_meanings
from service.integrations.uploads.look import ColumnLook, Look
from service.integrations.uploads.plan import LEFT_OUT, UNDECIDED, Plan


@dataclass(frozen=True, slots=True)
class AskedWord:
    """`field` is the name of its choice in the form; `rows` say it."""

    field: str
    word: str
    rows: int
    meaning: str


def roles_sent(form: Mapping[str, str], plan: Plan, look: Look) -> dict[str, str]:
    """By column; what is not in the form is as the plan has it."""
    return {
        name: form.get(f"role_{place}") or plan.roles.get(name, LEFT_OUT)
        for place, name in enumerate(look.names)
    }


def samples_of(column: ColumnLook, role: str) -> list[str]:
    """Phones and addresses are masked already, wherever they stand; of names only the first letters show.

    >>> samples_of(ColumnLook("Tên", 1, ["Lan Anh", "Hà"], [], 0), "name")
    ['L… A…', 'H…']
    """
    if role != "name":
        return list(column.samples)
    return [" ".join(f"{word[0]}…" for word in name.split()) for name in column.samples]


def with_columns(form: Mapping[str, str], plan: Plan, look: Look) -> Plan:
    """Words that were decided before stay so, others are guessed."""
    changed = replace(
        plan,
        roles=roles_sent(form, plan, look),
        dayfirst=form.get("dayfirst", "yes") == "yes",
        campaign=form.get("campaign"),
    )
    guessed = guess_meanings(look, changed)
    return changed.with_meanings(
        {name: {**words, **plan.meanings.get(name, {})} for name, words in guessed.items()}
    )


def with_words(form: Mapping[str, str], plan: Plan, look: Look) -> Plan:
    return plan.with_meanings(
        {
            column.name: {value_key(each.word): form.get(each.field, UNDECIDED) for each in asked}
            for column, asked in asked_words(plan, look)
        }
    )


def asked_words(plan: Plan, look: Look) -> list[tuple[ColumnLook, list[AskedWord]]]:
    """Of each column of words: those that nobody could guess first, then by how many rows say them."""
    found = []
    for place, name in enumerate(plan.word_columns):
        column, meant = look.column(name), plan.meanings.get(name, {})
        asked = [
            AskedWord(f"word_{place}_{number}", word, rows, meant.get(value_key(word), UNDECIDED))
            for number, (word, rows) in enumerate(column.words)
        ]
        found.append((column, sorted(asked, key=lambda each: (each.meaning != UNDECIDED, -each.rows))))
    return found
