"""Facts about an alignment besides its table: word divisions, moves, testimony, doubt, unrelated witnesses."""
