"""The formats that source documents are read in, by the endings of their names."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import PurePath

from auditcheck.sources.pages import Document, RefusedError

_FORMATS: Mapping[str, str] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".txt": "plain_text",
    ".text": "plain_text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html_text",
    ".htm": "html_text",
    ".xhtml": "html_text",
}


def read_document(name: str, raw: bytes) -> Document:
    """The document in these bytes, in the format that the file's name ends in.

    Raises RefusedError, also when a page is read.
    """
    module = _FORMATS.get(PurePath(name).suffix.casefold())
    if module is None:
        raise RefusedError("unknown")
    read: Callable[[bytes], Document] = import_module(f"auditcheck.sources.{module}").read
    return read(raw)
