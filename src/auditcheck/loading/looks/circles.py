"""A look at items that are part of themselves, or based on themselves, whatever lies between."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from auditcheck.loading.looks.seen import Seen, Told, several
from auditcheck.model.evidence import Item

_FIELDS = {"actors": "part_of", "documents": "based_on"}  # of each kind, what leads to its own
_SHOWN = 3  # items of a circle that a message names


class _Ring(NamedTuple):
    """A circle of references: where it begins, what follows first, the last, and how many."""

    first: str
    others: tuple[str, ...]
    last: str
    length: int


def part_of_itself(seen: Seen) -> Iterable[Told]:
    """Items that a reference leads back to, each circle where it is closed."""
    for kind, field in _FIELDS.items():
        items = {item.id: item for item in seen.evidence.of(kind)}
        for ring in _rings(items, field):
            by = ", ".join(f"'{each}'" for each in ring.others)
            more = ring.length - 1 - len(ring.others)
            way = f", by way of {by}{f' and {more} more' if more > 0 else ''}" if by else ""
            message = f"'{ring.first}' leads back to itself through {field}{way}"
            remedy = f"take one of the references in {field} away"
            yield seen.told(items[ring.last], (field,), message, remedy, named=ring.first)


def _rings(items: Mapping[str, Item], field: str) -> Iterator[_Ring]:
    """Each circle, where it is closed; each reference is followed once."""
    done: set[str] = set()
    for first in items:
        if first in done:
            continue
        way, places = [first], {first: 0}
        pending = [_next(items[first], field, items)]
        while pending:
            following = next(pending[-1], None)
            if following is None:
                pending.pop()
                done.add(way[-1])
                del places[way.pop()]
            elif (place := places.get(following)) is not None:
                others = tuple(way[place + 1 : place + 1 + _SHOWN])
                yield _Ring(following, others, way[-1], len(way) - place)
            elif following not in done:
                places[following] = len(way)
                way.append(following)
                pending.append(_next(items[following], field, items))


def _next(item: Item, field: str, items: Mapping[str, Item]) -> Iterator[str]:
    named = several(item.fields[field]) if field in item.fields else ()
    return (str(each) for each in named if each in items)
