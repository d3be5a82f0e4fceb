"""The leak guard: it judges each field whose schema does not say when it is known.

Source: design, "Leak guard". A field that was filled in after the submit makes a model that looks excellent
on past leads and has nothing to go by when the next one arrives.
"""

from collections.abc import Iterable

from model.lead.arrays import Bools, Ints
from model.lead.codes import MISSING_CODE
from training.dataset import LEAST_OF_EACH, Dataset
from training.lead_columns import UTM
from training.leaks.fill import fill_of
from training.leaks.finding import Finding
from training.leaks.gain import Folds, folds_of, gain_alone, sample
from training.leaks.late_words import late_word
from training.leaks.levels import levels_of_field
from training.progress import counted, say
from training.refusal import Refused


def refuse_leaks(data: Dataset) -> None:
    """Raises Refused where undeclared fields leak, all of them in one line; tells which only sound late."""
    found = findings(data)
    leaks = [finding for finding in found if finding.leaks]
    if leaks:
        raise Refused(refusal(leaks))
    for finding in found:
        if finding.suspect:
            say(f"fit: {warning(finding)}")


def findings(data: Dataset) -> list[Finding]:
    """Of each undeclared field that would train; what every lead brings by itself is declared by nature."""
    undeclared = [field for field in data.schema.teaching if field.known is None and field.name not in UTM]
    if min(int(data.won.sum()), int((~data.won).sum())) < LEAST_OF_EACH:
        return []  # a company that begins: so few outcomes are no evidence of anything
    rows = sample(data.won)
    table, won = data.table.take(rows), data.won[rows]
    folds = folds_of(won)
    found = []
    with counted("leak guard", len(undeclared)) as step:
        for field in undeclared:
            levels = levels_of_field(field, table.column(field.name), int(won.sum()), data.schema.timezone)
            found.append(judge(field.name, levels, won, folds, data.schema.late_words))
            step()
    return found


def judge(name: str, levels: list[Ints], won: Bools, folds: Folds, late_words: Iterable[str]) -> Finding:
    """Of a date's parts the one that tells most."""
    return Finding(
        name=name,
        gain=max(gain_alone(part, won, folds) for part in levels),
        fill=fill_of(levels[0] != MISSING_CODE, won),
        late=late_word(name, late_words),
    )


def refusal(leaks: Iterable[Finding]) -> str:
    """One sentence a field: the evidence, and the line for the schema."""
    told = " ".join(
        f'Field {leak.name!r}: {leak.evidence}; write known = "{leak.known}" under it, '
        'or known = "submit" if the form itself asks it.'
        for leak in leaks
    )
    return f"what is filled in only after the submit must not train. {told}"


def warning(suspect: Finding) -> str:
    """For a late name without evidence."""
    return (
        f"field {suspect.name!r} trains although {suspect.evidence}, for nothing else speaks against it; "
        'write known = "submit" under it if the form asks it, else known = "contact"'
    )
