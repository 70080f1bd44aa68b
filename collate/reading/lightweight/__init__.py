"""Reads lightweight markup, which people type: Markdown, wikitext and OpenITI mARkdown."""
