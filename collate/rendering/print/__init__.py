"""Print: the apparatus as an edition prints it, as LaTeX, plain text and Markdown."""
