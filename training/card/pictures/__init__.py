"""The pictures of a card, as Vega-Lite specifications."""
