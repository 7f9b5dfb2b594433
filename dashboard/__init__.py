"""The control room: reads what the city publishes, shows it and raises alarms."""
