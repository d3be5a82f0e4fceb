"""Two files uploaded at set-up: looked at, their columns and words confirmed, tried, imported, forgotten."""
