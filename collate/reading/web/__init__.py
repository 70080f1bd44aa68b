"""Texts of the web: pages in HTML and XHTML, and books in EPUB."""
