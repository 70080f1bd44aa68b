"""Text: character classes, segmentation into words and marks, lacunose words, normalisers. No alignments are used."""
