"""Plain text for a terminal: the apparatus as a table, and the differences of two texts."""
