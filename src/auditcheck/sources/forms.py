"""The forms that texts are compared in, from the strictest to the one that forgives most.

Each takes a page, or a quote, to one line. What is letters, digits or punctuation stays.
"""

import re
from bisect import bisect_right
from typing import NamedTuple
from unicodedata import is_normalized, normalize

_BREAKS = re.compile(r"[ \t\r\n\f\v]+")
_SIGNS = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"')
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u00b4`", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043", "-")
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", "")
)
# A raised digit, a circled one, a fraction are not the digits they look like: 2023² is not 20232.
_KEPT = re.compile(
    "([\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u218b\u2460-\u24ff\u2776-\u2793]+)"
)
_PUNCTUATION = ".,;:!?()[]\"'"
_BARE = str.maketrans(dict.fromkeys(" -\u00ad\u0002", ""))
_BROKEN = re.compile(r"(?<=[^\W\d])(?:\u00ad\s?|[\u0002-]\s)(?=[^\W\d])(?!(?:och|eller|samt)\b)")
_RUN = re.compile(
    r"[\s\u00ad\u0002-]+"
)  # a soft hyphen; what PDFs have for a hyphen at a line's end


def plain(text: str) -> str:
    """The text as it stands, but for how its lines are broken and its letters composed."""
    return _BREAKS.sub(" ", normalize("NFC", text)).strip()


def typographic(text: str) -> str:
    """The text with one sign for each kind of quotation mark, apostrophe, dash and space."""
    if not is_normalized("NFKC", text):
        pieces = _KEPT.split(text)
        pieces[::2] = [normalize("NFKC", piece) for piece in pieces[::2]]
        text = "".join(pieces)
    return " ".join(text.translate(_SIGNS).split())


def bare(text: str) -> str:
    """A typographic text without any white space and hyphens."""
    return text.translate(_BARE)


def whole_words(text: str) -> list[str]:
    """The words of a typographic text, without punctuation, broken ones made whole."""
    words = (word.strip(_PUNCTUATION) for word in _BROKEN.sub("", text).split())
    return [word for word in words if word]


class Skeleton(NamedTuple):
    """A text without white space and hyphens, and where each piece of it came from."""

    text: str
    starts: list[int]
    origins: list[int]

    def origin(self, place: int) -> int:
        """Where in the text that it was made of a character of the skeleton stands."""
        piece = bisect_right(self.starts, place) - 1
        return self.origins[piece] + place - self.starts[piece]


def skeleton(text: str) -> Skeleton:
    """A typographic text as its skeleton. Digits keep what parts them: 5 1 is not 51, nor -4 4."""
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = last = 0
    for run in _RUN.finditer(text):
        for piece, origin in (
            (text[last : run.start()], last),
            (_between(text, run), run.start()),
        ):
            if piece:
                pieces.append(piece)
                starts.append(length)
                origins.append(origin)
                length += len(piece)
        last = run.end()
    return Skeleton("".join([*pieces, text[last:]]), [*starts, length], [*origins, last])


def _between(text: str, run: re.Match[str]) -> str:
    """What is left of white space and hyphens: nothing, but beside digits."""
    before, after = (
        text[max(0, run.start() - 1) : run.start()].isdigit(),
        text[run.end() : run.end() + 1].isdigit(),
    )
    if not (before or after):
        return ""
    if "-" in run[0]:
        return "-"
    return " " if before and after and run[0].strip("\u00ad\u0002") else ""
