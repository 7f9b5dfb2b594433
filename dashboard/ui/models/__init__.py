"""Qt item models over core."""
