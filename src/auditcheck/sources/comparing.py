"""Whether a quote is on its page, step by step; what is only near is never found.

The steps: as it stands, then but for typography, then but for hyphenation, then across a page
break, then on another page; and what is not found may be near, missing, or not to be read.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from auditcheck.model.quotes import QuoteStep
from auditcheck.sources.forms import bare, plain, skeleton, typographic, whole_words
from auditcheck.sources.nearness import likely, near
from auditcheck.sources.pages import Document, Page

Form = Literal["exact", "typography", "hyphenation"]
Span = tuple[int, int]
_FORMS: tuple[Form, ...] = ("exact", "typography", "hyphenation")

_MOST_TRIED = 2**20  # characters, of all places where one quote may stand on one page
_EDGE = 4  # lines at the top and the foot of a page that may be repeated on the next
_NUMBER = re.compile(r"\d+")
_HYPHENS = "\u00ad\u0002\u2010\u2011-"
# After a hyphen these begin a word of their own: trygghets- och säkerhetsarbete.
_COORDINATED = r"(?:och|eller|samt|respektive)\b"
# What stands right before or after words that are more than the quote says: the rest of a word,
# also of a broken one, the rest of a number, its sign.
_WORD_BEFORE = re.compile(r"\w$")
_BROKEN_BEFORE = re.compile(rf"\w[{_HYPHENS}]\s?$")
_NUMBER_BEFORE = re.compile(r"\d[.,:/]$|[-\u2012-\u2015\u2212+±]$")
_WORD_AFTER = re.compile(rf"\w|[{_HYPHENS}]\s?(?!{_COORDINATED})(?:\w|$)")
_NUMBER_AFTER = re.compile(r"[.,:/\u2012-\u2015\u2212]\d|\s\d{3}(?!\d)")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")


class Found(NamedTuple):
    """How a quote was found, and on which page, where the document has page numbers.

    For what is near: the words that only the document and only the quote has.
    """

    step: QuoteStep
    page: int | None = None
    only_source: tuple[str, ...] = ()
    only_quote: tuple[str, ...] = ()


class Quote:
    """A quote in the forms that it is compared in."""

    def __init__(self, text: str) -> None:
        self.plain = plain(text)
        self.typographic = typographic(text)
        self.skeleton = skeleton(self.typographic).text
        self.bare = bare(self.typographic)
        self.words = whole_words(self.typographic)

    def form_on(self, page: Page) -> Form | None:
        """The strictest form in which the quote stands on a page; None where it does not."""
        if self.bare not in page.bare:
            return None
        return next((form for form in _FORMS if any(self._spans(page, form))), None)

    def crosses(self, foot: str, top: str) -> bool:
        """Whether the quote begins in one text and ends in the next."""
        page, before = Page(f"{foot}\n{top}"), Page(foot)
        if self.bare not in page.bare:
            return False
        for form in _FORMS:
            border = len(before.plain if form == "exact" else before.typographic)
            if any(start < border < end for start, end in self._spans(page, form)):
                return True
        return False

    def _spans(self, page: Page, form: Form) -> Iterator[Span]:
        """Where the quote stands by itself: in the plain text, or else in the typographic."""
        if form == "hyphenation":
            text, whole = page.typographic, page.skeleton
            places = _places(self.skeleton, whole.text)
            spans: Iterator[Span] = (
                (whole.origin(start), whole.origin(end - 1) + 1) for start, end in places
            )
        elif form == "typography":
            text = page.typographic
            spans = _places(self.typographic, text)
        else:
            text = page.plain
            spans = _places(self.plain, text)
        return (span for span in spans if _is_whole(text, *span))


def _places(words: str, within: str) -> Iterator[Span]:
    start, room = within.find(words) if words else -1, _MOST_TRIED
    while start >= 0 and room > 0:
        yield start, start + len(words)
        start, room = within.find(words, start + 1), room - len(words)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word and no number goes on before or after what stands there."""
    near = max(0, start - 4)
    if text[start].isalnum():
        if _WORD_BEFORE.search(text, near, start):
            return False
        broken = _BROKEN_BEFORE.search(text, near, start)
        if broken and not re.compile(_COORDINATED).match(text, start):
            return False
    if text[start].isdigit():
        parted = _THOUSANDS.match(text, start) and re.compile(r"\d\s$").search(text, near, start)
        if parted or _NUMBER_BEFORE.search(text, near, start):
            return False
    if not text[end - 1].isalnum():
        return True
    goes_on = _WORD_AFTER.match(text, end)
    return not (goes_on or (text[end - 1].isdigit() and _NUMBER_AFTER.match(text, end)))


def find(words: str, document: Document, cited: int | None) -> Found:
    """Look for a quote on the page that is cited, or in all the document where none is.

    Raises RefusedError where the document turns out not to be readable.
    """
    quote = Quote(words)
    on = cited if document.numbered else None
    if on is None:
        return _anywhere(quote, document)
    if on <= document.count:
        page = document.page(on)
        if page is None:
            return Found("no text", on)
        form = quote.form_on(page)
        if form is not None:
            return Found(form, on)
        for first in (on, on - 1):
            if _crosses(quote, document, first):
                return Found("page break", first)
    found = _anywhere(quote, document)
    if found.page is not None and found.step in (*_FORMS, "page break"):
        return Found("other page", found.page)
    return found if found.step == "near" or on > document.count else Found("missing")


def _anywhere(quote: Quote, document: Document) -> Found:
    """The first page where the quote stands in the strictest form that it has anywhere."""
    best: tuple[int, int] | None = None
    for number, page in _pages(document):
        form = quote.form_on(page)
        if form is not None:
            best = min(best or (len(_FORMS), 0), (_FORMS.index(form), number))
        if form == "exact":
            break
    if best is not None:
        return Found(_FORMS[best[0]], best[1] if document.numbered else None)
    for first in range(1, document.count):
        if _crosses(quote, document, first):
            return Found("page break", first)
    return _not_found(quote, document)


def _not_found(quote: Quote, document: Document) -> Found:
    """What the quote is nearest to; missing only where all pages could be read."""
    best, where = (0, 0), (0, list[str]())
    for number, page in _pages(document):
        after = document.page(number + 1) if number < document.count else None
        words = [*page.words, *(after.words[: len(quote.words)] if after else ())]
        here = likely(quote.words, words)
        if here[0] > best[0]:
            best, where = here, (number, words)
    found = near(quote.words, where[1], best[1])
    if found is not None:
        on = where[0] if document.numbered else None
        return Found("near", on, found.only_source, found.only_quote)
    unread = any(document.page(number) is None for number in range(1, document.count + 1))
    return Found("no text" if unread else "missing")


def _pages(document: Document) -> Iterator[tuple[int, Page]]:
    for number in range(1, document.count + 1):
        page = document.page(number)
        if page is not None:
            yield number, page


def _crosses(quote: Quote, document: Document, first: int) -> bool:
    """Whether the quote begins at the foot of a page and ends at the top of the next."""
    if not 1 <= first < document.count:
        return False
    above, below = document.page(first), document.page(first + 1)
    if above is None or below is None:
        return False
    foot, top = _lines(above), _lines(below)
    room = 2 * len(quote.typographic) + 100
    return any(
        quote.crosses(_last(foot, room), _first(top, room))
        for foot, top in ((foot, top), _without_running(foot, top))
    )


def _lines(page: Page) -> list[str]:
    return [line for line in page.text.splitlines() if line.strip()]


def _first(lines: list[str], room: int) -> str:
    """So many of the lines that they fill the room."""
    taken = 0
    while taken < len(lines) and room > 0:
        room -= len(lines[taken])
        taken += 1
    return "\n".join(lines[:taken])


def _last(lines: list[str], room: int) -> str:
    return "\n".join(reversed(_first(lines[::-1], room).split("\n")))


def _without_running(foot: list[str], top: list[str]) -> tuple[list[str], list[str]]:
    """The lines of two pages without a foot, and without a head, that both have."""
    feet, heads = top[-_EDGE:], foot[:_EDGE]
    foot, top = list(foot), list(top)
    while foot and any(_run_on(foot[-1], line) for line in feet):
        foot.pop()
    while top and any(_run_on(line, top[0]) for line in heads):
        top.pop(0)
    return foot, top


def _run_on(line: str, following: str) -> bool:
    """Whether a line is the same on the next page, but for a number that is one higher."""
    if _NUMBER.sub("#", line).split() != _NUMBER.sub("#", following).split():
        return False
    pairs = zip(_NUMBER.findall(line), _NUMBER.findall(following), strict=True)
    return all(one == other or _follows(one, other) for one, other in pairs)


def _follows(one: str, other: str) -> bool:
    longest = 6  # digits of a page number
    return max(len(one), len(other)) <= longest and int(other) == int(one) + 1
