"""The parts of a card, each from the facts and one language's words."""
