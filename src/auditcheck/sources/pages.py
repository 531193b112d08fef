"""What reading a source document gives: its pages of text, or why it is not read; the limits."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable
from functools import cached_property
from typing import Literal

from auditcheck.sources.forms import Skeleton, bare, plain, skeleton, typographic, whole_words

MOST_WRITTEN = 8 * 2**20  # bytes of one that is text
MOST_UNPACKED = 32 * 2**20  # bytes of what is read from a zip, together
MOST_PAGES = 5_000
MOST_CHARACTERS = 10_000_000  # of text, in one document

Trouble = Literal["encrypted", "broken", "too large", "unknown"]


class RefusedError(Exception):
    """A document that is not read; `why` is one of the troubles."""

    def __init__(self, why: Trouble) -> None:
        super().__init__(why)
        self.why: Trouble = why


class Page:
    """One page of text, in the forms that quotes are compared in."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def plain(self) -> str:
        """As it stands, on one line."""
        return plain(self.text)

    @cached_property
    def typographic(self) -> str:
        """With one sign for each kind of quotation mark, dash and space."""
        return typographic(self.text)

    @cached_property
    def skeleton(self) -> Skeleton:
        """Without white space and hyphens."""
        return skeleton(self.typographic)

    @cached_property
    def bare(self) -> str:
        """Without all that the forms treat differently: what is not in it is in none of them."""
        return bare(self.typographic)

    @cached_property
    def words(self) -> list[str]:
        """Its words, those that are broken made whole."""
        return whole_words(self.typographic)


class Document:
    """A document by its pages, counted from 1, each read when it is asked for.

    `numbered` tells whether a page number means anything in it; otherwise all is one page.
    """

    def __init__(self, count: int, read: Callable[[int], str | None], *, numbered: bool) -> None:
        if count > MOST_PAGES:
            raise RefusedError("too large")
        self.count = count
        self.numbered = numbered
        self._read = read
        self._pages: dict[int, Page | None] = {}
        self._room = MOST_CHARACTERS

    def page(self, number: int) -> Page | None:
        """A page; None where it holds a picture and no text. Raises RefusedError."""
        if number not in self._pages:
            text = self._read(number)
            self._room -= len(text or "")
            if self._room < 0:
                raise RefusedError("too large")
            self._pages[number] = None if text is None else Page(text)
        return self._pages[number]


def document(texts: list[str], *, numbered: bool) -> Document:
    """The document of these pages."""
    return Document(len(texts), lambda number: texts[number - 1], numbered=numbered)


def decoded(raw: bytes) -> str:
    """The text of a text file: UTF-8, UTF-16 with its mark, or else Windows' western letters.

    A guess that is wrong can make a quote go missing, never be found.
    """
    if len(raw) > MOST_WRITTEN:
        raise RefusedError("too large")
    is_wide = raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise RefusedError("broken")
