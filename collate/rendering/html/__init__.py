"""The page: one offline HTML file, and the record that its script shows."""
