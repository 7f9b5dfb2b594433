"""The air of the streets: what the city emits, what the wind carries off, what the sun makes of it."""
