"""The content of a file: text or bytes, whole or in chunks."""

from collections.abc import Iterable, Iterator

Content = str | bytes | Iterable[str] | Iterable[bytes]


def chunks_of(content: Content) -> Iterable[str] | Iterable[bytes]:
    """Return content in chunks; content that is whole is one chunk."""
    if isinstance(content, str):
        return (content,)
    if isinstance(content, bytes):
        return (content,)
    return content


def encoded_chunks(content: Content) -> Iterator[bytes]:
    """Yield the bytes of a file chunk by chunk; text is UTF-8, and a lone surrogate is written as UTF-8 would."""
    for chunk in chunks_of(content):
        yield chunk if isinstance(chunk, bytes) else chunk.encode("utf-8", "surrogatepass")
