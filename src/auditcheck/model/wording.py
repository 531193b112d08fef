"""What a pack says in words, made by `language` from its conditions and ladders, for a page."""

from collections.abc import Mapping
from typing import NamedTuple


class Demanded(NamedTuple):
    """A criterion's conditions, each as a sentence."""

    requires: str
    applies: str | None
    partly: str | None


Rungs = tuple[tuple[str, str], ...]


class Wording(NamedTuple):
    """All of a pack's criteria and ladders in words.

    A ladder is levels with what gives them, highest first; a part's stands by question and part.
    `order` holds the criteria by the part that first uses them, each with those it refers to
    after it; what only the conclusion asks of stands under two empty names.
    """

    criteria: Mapping[str, Demanded]
    ladders: Mapping[tuple[str, str], Rungs]
    conclusion: Rungs
    order: Mapping[tuple[str, str], tuple[str, ...]]
