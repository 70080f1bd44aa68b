"""What a terminal shows: display width, colour, and outside text made visible. Nothing here knows of collation."""
