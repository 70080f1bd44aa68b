"""Relations beside the table: word divisions, moves, testimony, doubt, unrelated witnesses."""
