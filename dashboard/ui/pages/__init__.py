"""The pages of the window: one per domain, the city and the alarms."""
