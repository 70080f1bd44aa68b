"""Transcriptions of pages, in PAGE and in ALTO: regions, lines and what is tagged in them."""
