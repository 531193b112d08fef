"""What a pack says in words, and what its cases say of it: plain data for a page to read."""

from collections.abc import Mapping
from typing import NamedTuple

from auditcheck.model.assessments import At


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
    after it; what only the conclusion asks of stands under two empty names. `weighed` holds, by
    part, the criteria that its level rests on.
    """

    criteria: Mapping[str, Demanded]
    ladders: Mapping[tuple[str, str], Rungs]
    conclusion: Rungs
    order: Mapping[tuple[str, str], tuple[str, ...]]
    weighed: Mapping[tuple[str, str], tuple[str, ...]]


class Tried(NamedTuple):
    """A test case: its name, what it expects of something, and where it stands.

    What is expected is an outcome, a level, a potential or the conclusion, as a word, or the items
    that an outcome rests on (`because`), as their ids.
    """

    case: str
    expects: tuple[tuple[str, tuple[str, ...]], ...]
    at: At


class Tests(NamedTuple):
    """The cases that expect something of a criterion, of a part's level, of the conclusion."""

    criteria: Mapping[str, tuple[Tried, ...]]
    parts: Mapping[tuple[str, str], tuple[Tried, ...]]
    conclusion: tuple[Tried, ...]
