"""What was recorded, in the open formats of others."""
