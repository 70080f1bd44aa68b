"""HTML: one page that works offline, and the record of the work that its script shows."""
