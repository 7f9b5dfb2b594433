"""Slopes: water in the soil, pressure in the pores, creep, and the rain that triggers them."""
