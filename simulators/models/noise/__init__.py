"""How loud the roads are (science section 7.1); an optional domain."""
