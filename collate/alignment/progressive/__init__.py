"""Many witnesses: joined one by one, nearest first, to a profile."""
