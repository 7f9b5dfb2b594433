"""Bytes in, messages out: the network side of the control room; no Qt."""
