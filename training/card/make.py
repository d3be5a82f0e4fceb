"""A model's card in each language."""

from model.lead.lead_model import LeadModel
from model.lead.metrics import Metrics
from training.card.facts import Told, facts_of
from training.card.page.document import document
from training.card.words import LANGUAGES, Words
from training.dataset import Dataset
from training.held_out import HeldOut


def cards(
    model: LeadModel, dataset: Dataset, held_out: HeldOut, told: Told, metrics: Metrics, about: Told
) -> dict[str, str]:
    """``{"vi": html, "en": html}`` from what ``fit`` knows.

    ``told`` and ``about`` are what the manifest says of the training and of the artefact; ``about`` may name
    the ``version`` too. The same arguments give the same bytes.
    """
    facts = facts_of(model, dataset, held_out, told, metrics, about)
    currency = dataset.schema.currency
    return {language: document(facts, Words(language, currency)) for language in LANGUAGES}
