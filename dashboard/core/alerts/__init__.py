"""Alarms in the words of other systems: CAP and FIWARE."""
