"""Text that pdftotext takes out of a PDF: pages, with all that a printer puts around the text."""
