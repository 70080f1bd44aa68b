"""Where the passages of a fragment belong: local alignment, and what the fragment covers."""
