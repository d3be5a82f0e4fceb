"""What happened to the leads, up to the last day: a table an event, each in order of time."""

import numpy as np
import pandas as pd

from model.vocabulary import (
    ATTEMPT_CHANNELS,
    ATTEMPT_SOURCES,
    DISPOSITIONS,
    LOST,
    LOST_REASONS,
    PAYMENT_KINDS,
    RESULTS,
    SUB_REASONS,
    WON,
)
from training.simulate import clock
from training.simulate.arrays import Ints, chance, stream
from training.simulate.company import Company
from training.simulate.deals import COMPETITORS
from training.simulate.judgements import NOTED, NOTES
from training.simulate.words import ids_of, labelled, lead_ids, whole


def attempt_table(company: Company) -> pd.DataFrame:
    """lead_id, occurred_at, rep, channel, result, callback_at, duration_seconds, source."""
    calls = company.attempts
    rows = _seen(company, calls.at, calls.lead)
    rng = stream(company.world, "attempt channels")
    zalo = chance(rng, 0.06, calls.at.size)[rows]
    channel = np.where(zalo, ATTEMPT_CHANNELS.index("zalo"), ATTEMPT_CHANNELS.index("phone"))
    manual = (calls.talk[rows] < 0) | zalo
    source = np.where(manual, ATTEMPT_SOURCES.index("manual"), ATTEMPT_SOURCES.index("dialler"))
    return pd.DataFrame(
        {
            **_who(company, calls.lead[rows], calls.at[rows]),
            "channel": labelled(channel, ATTEMPT_CHANNELS),
            "result": labelled(calls.result[rows], RESULTS),
            "callback_at": clock.stamps(calls.callback_at[rows]),
            "duration_seconds": whole(np.where(manual, np.nan, calls.talk[rows])),
            "source": labelled(source, ATTEMPT_SOURCES),
        }
    )


def disposition_table(company: Company) -> pd.DataFrame:
    """lead_id, occurred_at, rep, disposition, sub_reason, note."""
    said = company.judgements
    rows = _seen(company, said.at, said.lead)
    words = np.array(DISPOSITIONS, dtype=object)[said.word[rows]]
    return pd.DataFrame(
        {
            **_who(company, said.lead[rows], said.at[rows]),
            "disposition": labelled(said.word[rows], DISPOSITIONS),
            "sub_reason": labelled(said.asking[rows] - 1, SUB_REASONS["no_need"]),
            "note": pd.Series(_notes(company, words), dtype="str"),
        }
    )


def _notes(company: Company, words: np.ndarray) -> list[str | None]:
    """A few words here and there, as reps leave them."""
    rng = stream(company.world, "notes")
    noted, which = chance(rng, NOTED, words.size), rng.integers(0, 6, words.size)
    notes: list[str | None] = [None] * words.size
    for i in np.flatnonzero(noted):
        choices = NOTES.get(words[i], (None,))
        notes[i] = choices[int(which[i]) % len(choices)]
    return notes


def assignment_table(company: Company) -> pd.DataFrame:
    """lead_id, occurred_at, rep; a lead taken back and given on has two rows, some uncalled ones none."""
    held, arrived = company.assignment, company.arrivals.submitted
    moved = np.flatnonzero(held.first_owner >= 0)
    never = ~company.fates.worked & chance(stream(company.world, "never assigned"), 0.1, arrived.size)
    given = np.flatnonzero(~never)
    early = arrived[moved] + np.minimum(60, (company.assigned - arrived)[moved] // 2)
    lead = np.concatenate([moved, given])
    at = np.concatenate([early, company.assigned[given]])
    rep = np.concatenate([held.first_owner[moved], held.owner[given]])
    rows = _seen(company, at, lead)
    ids = lead_ids(arrived.size)
    return pd.DataFrame(
        {
            "lead_id": ids_of(ids, lead[rows]),
            "occurred_at": clock.stamps(at[rows]),
            "rep": labelled(rep[rows], company.reps.names),
        }
    )


def outcome_table(company: Company) -> pd.DataFrame:
    """lead_id, deal_id, occurred_at, outcome, lost_reason, competitor, revenue (VND, none if not entered)."""
    deals = company.deals
    rows = _seen(company, deals.at, deals.lead)
    priced = deals.won & deals.priced
    return pd.DataFrame(
        {
            "lead_id": ids_of(lead_ids(company.arrivals.kind.size), deals.lead[rows]),
            "deal_id": _deal_ids(company, rows),
            "occurred_at": clock.stamps(deals.at[rows]),
            "outcome": labelled((~deals.won[rows]).astype(np.int64), (WON, LOST)),
            "lost_reason": labelled(deals.reason[rows], LOST_REASONS),
            "competitor": labelled(deals.competitor[rows], COMPETITORS),
            "revenue": whole(np.where(priced, deals.revenue, np.nan)[rows]),
        }
    )


def payment_table(company: Company) -> pd.DataFrame:
    """lead_id, deal_id, payment_id, paid_at, kind, amount (VND, a refund positive too)."""
    paid = company.payments
    rows = _seen(company, paid.at, company.deals.lead[paid.deal])
    deal = paid.deal[rows]
    return pd.DataFrame(
        {
            "lead_id": ids_of(lead_ids(company.arrivals.kind.size), company.deals.lead[deal]),
            "deal_id": _deal_ids(company, deal),
            "payment_id": pd.Series([f"P{i + 1:07d}" for i in range(rows.size)], dtype="str"),
            "paid_at": clock.stamps(paid.at[rows]),
            "kind": labelled(paid.kind[rows], PAYMENT_KINDS),
            "amount": paid.amount[rows].astype(np.int64),
        }
    )


def _seen(company: Company, at: Ints, lead: Ints) -> Ints:
    """Rows of what happened by the last day, by time, then lead, then the order in which it was drawn."""
    order = np.lexsort((np.arange(at.size), lead, at))
    return order[at[order] < clock.closes(company.world)]


def _who(company: Company, lead: Ints, at: Ints) -> dict[str, object]:
    return {
        "lead_id": ids_of(lead_ids(company.arrivals.kind.size), lead),
        "occurred_at": clock.stamps(at),
        "rep": labelled(company.assignment.owner[lead], company.reps.names),
    }


def _deal_ids(company: Company, deal: Ints) -> pd.Series:
    """The lead's id and the number of the deal within it."""
    deals = company.deals
    pairs = zip(deals.lead[deal].tolist(), deals.number[deal].tolist(), strict=True)
    return pd.Series([f"L{lead + 1:07d}-{number}" for lead, number in pairs], dtype="str")
