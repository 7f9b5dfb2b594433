"""Car parks and street zones: who arrives, who stays, who is turned away."""
