"""Which things of two results are the same: by their ids and, where a pack renames, by `was`."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from auditcheck.model.results import Renamed, Result
from auditcheck.model.rules import Pack

Was = Mapping[str, tuple[str, ...]]


def renamed_in(pack: Pack) -> Renamed:
    """What each thing of a pack that has had other names was called, in full."""
    parts: dict[str, tuple[str, ...]] = {}
    for question in pack.questions.values():
        for part in question.parts:
            now = _full(question.id, part.id)
            within = [part.id, *(name for name in part.was if "." not in name)]
            before = [_full(q, p) for q in (question.id, *question.was) for p in within]
            before += [name for name in part.was if "." in name]
            if others := tuple(dict.fromkeys(name for name in before if name != now)):
                parts[now] = others
    return Renamed(
        criteria={each.id: each.was for each in pack.criteria.values() if each.was},
        questions={each.id: each.was for each in pack.questions.values() if each.was},
        parts=parts,
        recommendations={each.id: each.was for each in pack.recommendations.values() if each.was},
    )


def _full(question: str, part: str) -> str:
    return f"{question}.{part}".removesuffix(".")


class Pair(NamedTuple):
    """What is one thing then and now; empty on the side where it is not there.

    More than one name on a side: several became one, or one several.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called now, or was last."""
        return (self.new or self.old)[0]


def pairs(old: Iterable[str], new: Iterable[str], was_old: Was, was_new: Was) -> list[Pair]:
    """Each name of both sides once: in the order of the newer, and what is gone last.

    A name that both have is the same thing. Either side's `was` may tell the other's name, so
    that the comparison can be read backwards too.
    """
    there, here = dict.fromkeys(old), dict.fromkeys(new)
    then: dict[str, list[str]] = {name: [] for name in here}  # the old names of each new one
    for name in here:
        if name in there:
            then[name].append(name)
        else:
            then[name] += [
                was for was in was_new.get(name, ()) if was in there and was not in here
            ]
    for name in there:
        if name not in here:
            for was in was_old.get(name, ()):
                if was in here and was not in there and name not in then[was]:
                    then[was].append(name)
    now: dict[str, list[str]] = {}  # and the other way
    for name, names in then.items():
        for each in names:
            now.setdefault(each, []).append(name)
    found: list[Pair] = []
    for name, names in then.items():
        divided = now[names[0]] if names else [name]
        if divided[0] == name:
            found.append(Pair(tuple(names), tuple(divided)))
    return found + [Pair((name,), ()) for name in there if name not in now]


class Names(NamedTuple):
    """Everything of two results, each with its names then and now."""

    criteria: tuple[Pair, ...]
    parts: tuple[Pair, ...]
    recommendations: tuple[Pair, ...]

    def criterion(self, old: str) -> str:
        """What a criterion of the older result is called in the newer, else its own name."""
        return next((pair.name for pair in self.criteria if old in pair.old), old)


def aligned(old: Result, new: Result) -> Names:
    """The criteria, parts and recommendations of two results, each thing once."""

    def of(name: str, there: Iterable[str], here: Iterable[str]) -> tuple[Pair, ...]:
        return tuple(pairs(there, here, getattr(old.renamed, name), getattr(new.renamed, name)))

    return Names(
        of("criteria", old.criteria, new.criteria),
        of("parts", _parts(old), _parts(new)),
        of(
            "recommendations",
            (each.id for each in old.recommendations),
            (each.id for each in new.recommendations),
        ),
    )


def _parts(result: Result) -> Iterable[str]:
    return (part.name for question in result.questions for part in question.parts)
