"""From leads that teach to a model, by the recipe that their outcomes allow."""

from model.lead.lead_model import LeadModel
from model.lead.metrics import Metrics
from training.cold_start import is_cold, train_cold
from training.dataset import Dataset
from training.held_out import HeldOut
from training.recipe import train


def teach(data: Dataset, seed: int) -> tuple[LeadModel, dict[str, object], Metrics, HeldOut]:
    """The model, how it came about, and its metrics and predictions on held-out leads."""
    return train_cold(data, seed) if is_cold(data) else train(data, seed)
