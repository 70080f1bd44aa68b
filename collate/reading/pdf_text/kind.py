"""Whether a plain text is what pdftotext writes: form feeds, and lines that recur or count at the edges of pages."""

from collate.reading.beginnings import roughly_decoded

_PAGE_END = b"\f"
_LOOKED_AT = 1 << 18  # bytes
_LEAST_PAGES = 2  # with a number or a running head


def is_pdf_text(content: bytes) -> bool:
    """Return whether a file has form feeds, and numbers of pages or running heads on two pages or more."""
    if content.count(_PAGE_END, 0, _LOOKED_AT) < _LEAST_PAGES:
        return False
    from collate.reading.pdf_text.printed_lines import printed_pages  # late: few texts have form feeds
    from collate.reading.pdf_text.running_heads import RunningHeads

    pages, _ = printed_pages(roughly_decoded(content[:_LOOKED_AT]), 0)
    return sum(map(bool, RunningHeads(pages).types)) >= _LEAST_PAGES
