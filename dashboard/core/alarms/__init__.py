"""The alarms: their life, what operators do with them, their record, and how well they serve."""
