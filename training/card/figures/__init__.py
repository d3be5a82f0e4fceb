"""The figures of a card: numbers only, without words or pictures."""
