"""Looks at the quotes: that the words are in the source, on the page, and can be looked for."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from auditcheck.files.characters import CUT, harmless
from auditcheck.loading.looks.seen import Look, Seen, Told
from auditcheck.loading.shelf import Unread
from auditcheck.model.evidence import Item
from auditcheck.model.quotes import QuoteStep

if TYPE_CHECKING:
    from auditcheck.sources.comparing import Found

_AFTER = "compare it with the source, and write its very words"


def _quotes(seen: Seen, step: QuoteStep) -> "Iterator[tuple[Item, int, Found]]":
    """The quotes that came to this: the item, which of its sources it is of, what was found."""
    for (id_, number), found in seen.shelf.found.items():
        if found.step == step:
            yield seen.evidence.items[id_], number, found


def missing_quote(seen: Seen) -> Iterable[Told]:
    """Quotes that are nowhere in their source."""
    for item, number, _ in _quotes(seen, "missing"):
        source = item.citations[number].source
        message = f"these words are nowhere in the file of '{source}'"
        yield seen.told(item, ("sources", number, "quote"), message, _AFTER)


def unlike_quote(seen: Seen) -> Iterable[Told]:
    """Quotes that are nearly what their source says, which is not what it says."""
    for item, number, found in _quotes(seen, "near"):
        source = item.citations[number].source
        where = f"page {found.page} of '{source}'" if found.page else f"'{source}'"
        differ = [
            f"{whose} has {_words(words)}"
            for whose, words in (("the file", found.only_source), ("the quote", found.only_quote))
            if words
        ]
        how = ", ".join(differ) or "a sign differs, or a word or number goes on"
        message = f"this is not word for word what {where} says: {how}"
        told = {"page": found.page} if found.page else {}
        yield seen.told(item, ("sources", number, "quote"), message, _AFTER, (), **told)


def _words(words: tuple[str, ...]) -> str:
    told = harmless(" ".join(words))
    return f"'{told}'" if len(told) <= 2 * CUT else f"'{told[: 2 * CUT]}…'"


def quote_elsewhere(seen: Seen) -> Iterable[Told]:
    """Quotes that are on another page than the one that is cited."""
    for item, number, found in _quotes(seen, "other page"):
        source = item.citations[number].source
        message = f"these words are on page {found.page} of '{source}', not on this one"
        help_ = f"write 'page: {found.page}'; pages are counted from the first in the file"
        yield seen.told(item, ("sources", number, "page"), message, help_, page=found.page)


def no_text_layer(seen: Seen) -> Iterable[Told]:
    """Quotes of pages that are pictures of text."""
    for item, number, found in _quotes(seen, "no text"):
        which = f"page {found.page}" if found.page else "a page"
        source = item.citations[number].source
        message = f"the quote was not looked for: {which} of '{source}' has no text layer"
        help_ = "let the file's text be recognised (OCR), or look for it by eye and accept this"
        told = {"page": found.page} if found.page else {}
        yield seen.told(item, ("sources", number, "quote"), message, help_, (), **told)


_UNREAD: dict[Unread, tuple[str, str]] = {
    "encrypted": ("it is encrypted", "keep a copy that opens without a password"),
    "broken": ("it is not whole, or not what its name says", "get the file anew"),
    "unreadable": ("it may not be read, or is too large", "let the file be readable"),
    "too large": ("it holds more than is read", "keep the part that is quoted as a file"),
    "unknown": ("its format is not read", "keep it as PDF, DOCX, HTML, Markdown or plain text"),
}


def _unread(troubles: tuple[Unread, ...], seen: Seen) -> Iterable[Told]:
    for source in seen.evidence.of("sources"):
        trouble = seen.shelf.unread.get(source.id)
        if trouble in troubles:
            why, help_ = _UNREAD[trouble]
            message = f"the quotes of '{source.id}' were not looked for in its file: {why}"
            yield seen.told(source, ("file",), message, help_)


encrypted_file: Look = partial(_unread, ("encrypted",))
broken_file: Look = partial(_unread, ("broken", "unreadable"))
large_file: Look = partial(_unread, ("too large",))
unknown_format: Look = partial(_unread, ("unknown",))
