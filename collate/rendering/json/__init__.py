"""JSON: the apparatus, and the table as CollateX has it."""
