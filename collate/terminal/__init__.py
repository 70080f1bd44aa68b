"""What a terminal shows: display width, colour, and outside text made visible. Nothing here depends on collation."""
