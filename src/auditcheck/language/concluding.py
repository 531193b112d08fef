"""Which levels a conclusion can have: every mix of its parts' levels, counted.

All questions are taken as asked, and no judgement as made.
"""

from collections.abc import Iterator, Sequence
from operator import add
from typing import NamedTuple

from auditcheck.language.quantities import counts_enough
from auditcheck.language.reach import Degrees, reachable
from auditcheck.model.rules import Conclusion, Pack, Part, PartsRung, Policy, Question

_MOST_TRIED = 200_000  # mixes of parts; beyond, every level is taken as one that can come out
_UNASSESSED = -1


class _Ask(NamedTuple):
    """What rungs count: the parts that reach a level, or under `none` those that may."""

    level: str
    none: bool


class _Mix(NamedTuple):
    """What some levels of the parts come to: whether any has one, and two numbers for each ask.

    Of the parts whose scale has the level, these are how many there are and how many reach it.
    """

    assessed: bool
    counts: tuple[int, ...]


def concluded(pack: Pack, conclusion: Conclusion, degrees: Degrees) -> list[str]:
    """The levels that some mix of outcomes gives the conclusion, lowest first."""
    scale = pack.scales[conclusion.scale]
    asks = tuple(dict.fromkeys(ask for rung in conclusion.ladder if (ask := _ask(rung))))
    mixes = {_Mix(False, (0, 0) * len(asks))}
    tried = 0
    for question in pack.questions.values():
        for part in question.parts if not question.open else ():
            ways = {*_ways(pack, question, part, degrees, asks, scale.not_evidenced)}
            tried += len(mixes) * len(ways)
            if tried > _MOST_TRIED:
                return [*scale.levels]
            joined = {_joined(mix, way) for mix in mixes for way in ways}
            left_out = part.weighed and degrees.loose.issuperset(part.weighed)
            mixes = joined | mixes if left_out else joined
    reached = {
        level for mix in mixes if mix.assessed for level in _levels(conclusion.ladder, asks, mix)
    }
    lowest = scale.levels[0]
    return [level for level in scale.levels if level in {each or lowest for each in reached}]


def _joined(mix: _Mix, way: _Mix) -> _Mix:
    return _Mix(mix.assessed or way.assessed, tuple(map(add, mix.counts, way.counts)))


def _ask(rung: PartsRung) -> _Ask | None:
    if rung.parts is None or rung.reaches is None:
        return None
    return _Ask(rung.reaches, rung.parts.word == "none")


def _ways(
    pack: Pack,
    question: Question,
    part: Part,
    degrees: Degrees,
    asks: Sequence[_Ask],
    policy: Policy,
) -> Iterator[_Mix]:
    """What one part can be for each ask, by its assessment and the potential above it.

    Where the conclusion withholds what is open, it is given by what is settled alone.
    """
    scale = pack.scales[question.scale]
    ranks = [scale.levels.index(level) for level in reachable(part, scale, degrees)]
    for potential in ranks:
        open_ = [rank for rank in (_UNASSESSED, *ranks) if rank < potential]
        for assessment in [potential] if policy == "withholds" else [*open_, potential]:
            counts: list[int] = []
            for ask in asks:
                rank = potential if ask.none is (policy != "favours") else assessment
                known = ask.level in scale.levels
                reaches = known and rank >= scale.levels.index(ask.level)
                counts += (known, reaches)
            yield _Mix(assessment != _UNASSESSED, tuple(counts))


def _levels(ladder: Sequence[PartsRung], asks: Sequence[_Ask], mix: _Mix) -> Iterator[str | None]:
    """The levels that a mix may give, as conditions may go either way; None: the lowest."""
    for rung in ladder:
        ask = _ask(rung)
        if rung.parts is not None and ask is not None:
            at = 2 * asks.index(ask)
            size, number = mix.counts[at : at + 2]
            if not size or not counts_enough(rung.parts, number, size):
                continue
        yield rung.level
        if rung.condition is None:
            return
    yield None
