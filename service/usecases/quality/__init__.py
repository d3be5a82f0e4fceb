"""How many leads are good, and why the others are not."""
