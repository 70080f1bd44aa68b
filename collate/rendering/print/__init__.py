"""Print: notes on a text in series, as LaTeX, plain text and Markdown."""
