"""Looks at levels: those that nothing gives, and parts whose level is always the same."""

from collections.abc import Iterable
from typing import NamedTuple

from auditcheck.language.concluding import concluded
from auditcheck.language.reach import degrees_in, reachable
from auditcheck.loading.rule_looks.seen import Seen, Told
from auditcheck.model.conditions import Place
from auditcheck.model.rules import PartsRung, Rung


class _Graded(NamedTuple):
    """A part or the conclusion: its ladder, the levels that it can have, and its lowest.

    `shared` is whether the ladder is the scale's.
    """

    name: str
    place: Place
    ladder: tuple[Rung, ...] | tuple[PartsRung, ...]
    levels: list[str]
    lowest: str
    shared: bool
    of: str

    @property
    def fixed(self) -> bool:
        """Whether it has one level alone; where its own rungs do not hold, they are told of."""
        return len(self.levels) == 1 and (self.shared or self.levels != [self.lowest])

    @property
    def at(self) -> Place:
        """Where the ladder stands."""
        path, route = self.ladder[0].place
        return Place(path, route[:-1])


def _graded(seen: Seen) -> Iterable[_Graded]:
    pack = seen.pack
    degrees = degrees_in(pack)
    for question, part in seen.graded:
        scale = pack.scales[question.scale]
        yield _Graded(
            f"{question.id}.{part.id}".removesuffix("."), part.place, part.ladder,
            reachable(part, scale, degrees), scale.levels[0], part.ladder == scale.ladder,
            "outcomes",
        )  # fmt: skip
    if (conclusion := pack.conclusion) is not None and conclusion.ladder:
        yield _Graded(
            "conclusion", conclusion.place, conclusion.ladder,
            concluded(pack, conclusion, degrees), pack.scales[conclusion.scale].levels[0], False,
            "the parts' levels",
        )  # fmt: skip


def fixed(seen: Seen) -> Iterable[Told]:
    """Parts, and a conclusion, that have the same level whatever is found."""
    for each in _graded(seen):
        if each.fixed:
            message = f"'{each.name}' has the level '{each.levels[0]}' whatever is found"
            remedy = "mend the ladder, or name what it asks for: one of its rungs always holds"
            if each.levels == [each.lowest]:
                remedy = "name as much as the ladder asks for: none of its rungs can hold"
            yield seen.told(each.place, message, remedy, key=True)


def never_given(seen: Seen) -> Iterable[Told]:
    """Rungs that give nobody their level; and of a ladder of one's own, a lowest level so."""
    ladders: dict[Place, list[_Graded]] = {}
    for each in _graded(seen):
        if not each.fixed:
            ladders.setdefault(each.at, []).append(each)
    for at, graded in ladders.items():
        given = {level for each in graded for level in each.levels}
        first = graded[0]
        for rung in first.ladder:
            if rung.level not in given:
                message = (
                    f"no mix of {first.of} gives '{rung.level}': this never holds, or only "
                    "where a higher level is given"
                )
                remedy = "ask for less here or for more above, or leave the level out"
                yield seen.told(rung.place, message, remedy, key=True)
        if not first.shared and first.lowest not in given:
            message = f"no mix of {first.of} gives the lowest level '{first.lowest}'"
            remedy = "ask for more: one of these levels is always given"
            yield seen.told(at, message, remedy, key=True)
