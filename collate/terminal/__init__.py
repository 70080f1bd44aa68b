"""What a terminal shows: display width, colour, and text from outside made visible. It knows nothing of collation."""
