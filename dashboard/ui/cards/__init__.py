"""Framed pieces that pages are made of."""
