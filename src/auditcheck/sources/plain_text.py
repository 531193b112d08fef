"""Plain text: pages where form feeds part them, otherwise one."""

from auditcheck.sources.pages import Document, decoded, document


def read(raw: bytes) -> Document:
    """The pages of a text file."""
    texts = decoded(raw).split("\f")
    return document(texts, numbered=len(texts) > 1)
