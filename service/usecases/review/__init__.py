"""The weekly meeting, what comes of it, and the boss's page."""
