"""The physics of the city, one module a domain; pure: no clock, no file, no network."""
