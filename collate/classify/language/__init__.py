"""What is known of languages: rule files, English, and the folding of letters."""
