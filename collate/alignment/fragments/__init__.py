"""Where the passages of a fragment belong in the work: local alignment, and what the fragment covers."""
