"""The sky over the city: sun, temperature, humidity, wind and rain."""
