"""The model card: what a model knows, how far it can be believed, and where it cannot."""

from training.card.make import cards

__all__ = ["cards"]
