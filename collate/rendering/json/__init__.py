"""JSON: the apparatus, and the alignment table in the forms of CollateX."""
