"""What was seen before: recorded, asked, exported and played again; no Qt, no MQTT."""
