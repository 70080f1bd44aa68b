"""CollateX’s own names and forms, over our engine."""
