"""Drafting a lead schema from a history file, for a person to edit."""
