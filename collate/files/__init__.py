"""Files: the one room that opens and writes them. Below all others, it knows nothing of collation."""
