"""The map of the city: drawn offline from this project's own lines."""
