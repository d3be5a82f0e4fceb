"""Each fold's leads, encoded once: by encoders that saw those who teach, not those who judge."""

from dataclasses import dataclass

from model.lead.arrays import Ints
from model.lead.features import LeadEncoder
from model.lead.fit_probability import Leads, Lessons, encoded
from training.split import Split


@dataclass(frozen=True, slots=True)
class EncodedFold:
    """``train`` and ``test`` are places of leads; ``taught`` and ``unseen`` the same leads, encoded."""

    train: Ints
    test: Ints
    encoder: LeadEncoder
    taught: Lessons
    unseen: Lessons


def encoded_folds(leads: Leads, parts: Split) -> list[EncodedFold]:
    """In the order of the folds."""
    return [_encoded_fold(leads, train, test) for train, test in parts.folds]


def _encoded_fold(leads: Leads, train: Ints, test: Ints) -> EncodedFold:
    encoder, taught = encoded(leads.take(train))
    judged = leads.take(test)
    unseen = Lessons(
        encoder.transform(judged.table),
        taught.coder.codes(judged.table),
        taught.coder,
        judged.won,
        judged.ages,
        judged.weights,
    )
    return EncodedFold(train, test, encoder, taught, unseen)
