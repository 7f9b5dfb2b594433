"""Sun on roofs and load on transformers (science section 7.2); an optional domain."""
