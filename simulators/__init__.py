"""The city: produces observations and does not know who listens."""
