"""Text: character classes, segmentation into words and marks, lacunose words, normalisers. It knows no alignments."""
