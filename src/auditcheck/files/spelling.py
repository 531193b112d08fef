"""Words that are none of those expected: which was meant, found without trying all."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from itertools import islice

LONGEST_WORD = 100
LEAST_BEGUN = 4  # letters of a word that is taken for the beginning of another
MOST_COMPARED = 100  # words that are compared letter by letter, which is slow
MOST_BEGUN = 1_000  # words beginning alike among which the shortest is sought
MOST_SOUGHT = 1_000  # different words for which one is sought in the same list
MOST_LISTED = 50  # of the words expected, in a help that lists them
NEAR = 0.7  # how like another a word must be to have been meant for it, of 1
LAST = "\U0010ffff"


class Spelling:
    """A list of the words expected, asked time and again what another was meant to be."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = words if isinstance(words, tuple) else tuple(words)
        self._found: dict[str, str | None] = {}

    def nearest(self, word: str) -> str | None:
        """The word that was probably meant; None when none is near, or too many were sought."""
        if word not in self._found:
            if len(word) > LONGEST_WORD or len(self._found) >= MOST_SOUGHT:
                return None
            self._found[word] = self._seek(word.casefold())
        return self._found[word]

    def instead(self, word: str, otherwise: str = "") -> str:
        """The help for a word that is none of them: the nearest, or what there is."""
        close = self.nearest(word)
        if close:
            return f"write '{close}'{_looking_alike(word, close)}"
        if otherwise:
            return otherwise
        listed = ", ".join(self.words[:MOST_LISTED])
        more = len(self.words) - MOST_LISTED
        return f"expected one of: {listed}{f' and {more} more' if more > 0 else ''}"

    def _seek(self, meant: str) -> str | None:
        from difflib import get_close_matches

        folded = self._folded
        if not meant.isascii() and (alike := self._composed.get(_composed(meant))):
            return alike
        begun = self._beginning(meant) if len(meant) >= LEAST_BEGUN else []
        if begun:
            return folded[min(begun, key=len)]
        close = get_close_matches(meant, self._likely(meant), n=1, cutoff=NEAR)
        return folded[close[0]] if close else None

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {each.casefold(): each for each in self.words}

    @cached_property
    def _composed(self) -> dict[str, str]:
        return {_composed(folded): each for folded, each in self._folded.items()}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._folded)

    @cached_property
    def _mirrored(self) -> list[str]:
        return sorted(each[::-1] for each in self._folded)

    def _beginning(self, meant: str) -> list[str]:
        if len(self._folded) <= MOST_COMPARED:
            return [each for each in self._folded if each.startswith(meant)]
        first = bisect_left(self._sorted, meant)
        return self._sorted[
            first : min(bisect_left(self._sorted, meant + LAST), first + MOST_BEGUN)
        ]

    def _likely(self, meant: str) -> Iterable[str]:
        """All words if they are few, else those most like it at their beginning or their end."""
        if len(self._folded) <= MOST_COMPARED:
            return self._folded
        half = MOST_COMPARED // 2
        mirrored = _around(self._mirrored, meant[::-1], half)
        return dict.fromkeys([*_around(self._sorted, meant, half), *(m[::-1] for m in mirrored)])


class Spellings:
    """Several lists of words by their names, each made when a word is first sought in it."""

    def __init__(self) -> None:
        self._by_name: dict[Hashable, Spelling] = {}

    def of(self, name: Hashable, words: Callable[[], Iterable[str]]) -> Spelling:
        """The list of that name; `words` gives what is in it."""
        if name not in self._by_name:
            self._by_name[name] = Spelling(words())
        return self._by_name[name]


def _looking_alike(word: str, close: str) -> str:
    """What to add where the two differ in nothing that can be seen."""
    if word == close or _composed(word) != _composed(close):
        return ""
    return " anew: it looks alike, but the letters are put together otherwise (NFD, not NFC)"


def _composed(word: str) -> str:
    if word.isascii():
        return word
    from unicodedata import normalize

    return normalize("NFC", word)


def _around(ordered: list[str], word: str, number: int) -> Iterable[str]:
    """So many of the words in order around the place where this one would stand."""
    first = max(0, bisect_left(ordered, word) - number // 2)
    return islice(ordered, first, first + number)


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word of a list that was probably meant, or None when none is near."""
    return Spelling(words).nearest(word)


def instead(word: str, words: Iterable[str], otherwise: str = "") -> str:
    """The help for a word that is none of a list: the nearest, or what there is."""
    return Spelling(words).instead(word, otherwise)
