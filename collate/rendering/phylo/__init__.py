"""Readings as characters, for programs that draw trees of witnesses."""
