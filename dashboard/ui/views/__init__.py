"""Other ways to see the city than the operator's: silos or platform, the mayor's, the driver's."""
