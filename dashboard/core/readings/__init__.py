"""Readings as columns: how they arrive, what they are worth, where they are kept."""
