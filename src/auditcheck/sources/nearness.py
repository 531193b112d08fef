"""The words of a text that come nearest to a quote, and how they differ: help, never proof."""

from collections import Counter
from typing import NamedTuple

LEAST = 0.6  # of a quote's words, in their order
LONGEST = 500  # words of a quote; a longer one is not held against what is merely near

Words = list[str]


class Near(NamedTuple):
    """How much of a quote is there, and the words that only the text and only the quote has."""

    share: float
    only_source: tuple[str, ...]
    only_quote: tuple[str, ...]


def likely(quote: Words, text: Words) -> tuple[int, int]:
    """How many pairs of words a quote and its likeliest place in a text share; and that place."""
    length = min(2, len(quote))
    first: dict[tuple[str, ...], int] = {}
    for place, words in enumerate(_runs(quote, length)):
        first.setdefault(words, place)
    width = max(4, len(quote) // 4)
    shared = Counter(
        (place - first[words]) // width
        for place, words in enumerate(_runs(text, length))
        if words in first
    )
    if not shared:
        return 0, 0
    stretch, most = shared.most_common(1)[0]
    return most, stretch * width


def _runs(words: Words, length: int) -> list[tuple[str, ...]]:
    return list(zip(*(words[start:] for start in range(length)), strict=False))


def near(quote: Words, text: Words, place: int) -> Near | None:
    """How a quote differs from what stands at a place in a text; None where it is not near."""
    if not quote or len(quote) > LONGEST:
        return None
    from difflib import SequenceMatcher

    room = max(4, len(quote) // 4)
    there = text[max(0, place - room) : place + len(quote) + 2 * room]
    changes = SequenceMatcher(None, there, quote, autojunk=False).get_opcodes()
    same = sum(last - first for kind, _, _, first, last in changes if kind == "equal")
    if same < LEAST * len(quote):
        return None
    only_source: Words = []
    only_quote: Words = []
    for number, (kind, first, last, begins, ends) in enumerate(changes):
        if kind != "equal":
            only_source += _meant(there[first:last], ends - begins, number, len(changes))
            only_quote += quote[begins:ends]
    return Near(same / len(quote), tuple(only_source), tuple(only_quote))


def _meant(words: Words, asked: int, number: int, count: int) -> Words:
    """The words that take the place of so many: before and after the quote there are others."""
    if number == 0:
        return words[len(words) - min(asked, len(words)) :]
    return words[:asked] if number == count - 1 else words
