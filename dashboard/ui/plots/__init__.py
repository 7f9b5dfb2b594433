"""Pictures of readings: curves, hydrograph, diagrams."""
