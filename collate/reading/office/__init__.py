"""Documents of word processors: DOCX of Word, ODT and FODT of LibreOffice."""
