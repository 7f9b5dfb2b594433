"""The vehicles on the roads: cells, diagrams, incidents, and the loops that count them."""
