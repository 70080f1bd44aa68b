"""The rules of `collate check`, by what they look at; `registry` lists them."""
