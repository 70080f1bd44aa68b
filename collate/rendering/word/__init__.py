"""Word files: the apparatus, and the text with its apparatus in footnotes."""
