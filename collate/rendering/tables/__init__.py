"""Tables: the apparatus and the alignment as rows, for spreadsheets, notebooks and shells."""
