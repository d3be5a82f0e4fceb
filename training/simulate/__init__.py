"""A made-up company whose truth is known: its leads, calls, deals and spend, and what each was worth."""

from training.simulate.history import History, simulate
from training.simulate.world import World, WorldError

__all__ = ["History", "World", "WorldError", "simulate"]
