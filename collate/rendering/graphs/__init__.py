"""The variant graph, as GraphML and DOT."""
