"""The agreement: what the city and the control room both know before they speak."""
