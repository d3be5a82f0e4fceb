"""Watching a model that serves: are its scores still right, and do leads still look as they did."""
