"""The items that outcomes rest on, in the older result or the newer, and what became of them."""

from collections.abc import Iterable

from auditcheck.model.differences import Fact
from auditcheck.model.results import ItemResult, Result


class Facts:
    """What has become of the items of two results; of the `hidden` ones nothing is told."""

    def __init__(self, old: Result, new: Result, hidden: frozenset[str] | None = None) -> None:
        self._old = old
        self._new = new
        self._hidden = hidden
        self._known: dict[str, Fact | None] = {}

    def of(self, then: Iterable[str], now: Iterable[str]) -> tuple[Fact, ...]:
        """New, changed and gone among what criteria rested on then and rest on now."""
        items = [
            id_
            for result, names in ((self._old, then), (self._new, now))
            for name in names
            for id_ in (*result.criteria[name].rests_on, *result.criteria[name].weak)
        ]
        found = (self._fact(id_) for id_ in dict.fromkeys(items))
        order = ("new", "changed", "gone", "not shown")
        told = [fact for fact in found if fact is not None]
        return tuple(sorted(told, key=lambda fact: order.index(fact.change)))

    def _fact(self, id_: str) -> Fact | None:
        if id_ not in self._known:
            self._known[id_] = self._compared(id_)
        return self._known[id_]

    def _compared(self, id_: str) -> Fact | None:
        old, new = self._old.items.get(id_), self._new.items.get(id_)
        if self._hidden is not None and id_ in self._hidden:
            return None
        if old and new:
            fields = tuple(changed_fields(old, new))
            return Fact(id_, new.kind, "changed", fields) if fields else None
        if new:
            return Fact(id_, new.kind, "not shown" if self._unsure(id_, self._old) else "new", ())
        if old:
            return Fact(id_, old.kind, "not shown" if self._unsure(id_, self._new) else "gone", ())
        return None

    def _unsure(self, id_: str, other: Result) -> bool:
        """Whether what is not in the other may have been left out of it."""
        if id_ in other.set_aside:  # it is written there, and was not known yet
            return True
        return self._hidden is None and other.public is not None and other.public.items > 0


def changed_fields(old: ItemResult, new: ItemResult) -> Iterable[str]:
    """What is written otherwise of an item: its fields by name, and its sources."""
    for name in dict.fromkeys((*old.fields, *new.fields)):
        if old.fields.get(name) != new.fields.get(name):
            yield name
    if [(s.source, s.quote, s.page) for s in old.sources] != [
        (s.source, s.quote, s.page) for s in new.sources
    ]:
        yield "sources"
    if {*old.incomplete} != {*new.incomplete}:
        yield "incomplete"
