"""What a result says it rests on: items, sources, the day, and what was decided elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from auditcheck.model.kinds import DOCUMENTARY, KINDS, ORAL, STRENGTH

Data = dict[str, Any]


class Piece(NamedTuple):
    """An item, or a record of a list, as tests see it: its fields and which lists are open.

    One that is not `known` is named, and nothing else is told of it.
    """

    id: str
    fields: Mapping[str, Any]
    incomplete: Sequence[str] = ()
    known: bool = True


class World:
    """One result's evidence and day; `demand` is what is asked of the evidence just now."""

    def __init__(self, result: Data) -> None:
        self.result = result
        self.items: dict[str, Data] = result["items"]
        self.aside: dict[str, Data] = result["set_aside"]
        self.day = date.fromisoformat(result["as_of"])
        self.today = (self.day, self.day)
        self.audit = Piece("audit", result["audit"])
        self.collecting = set(result["audit"].get("collecting", ()))
        self.demand = "any"
        self._of: dict[str, list[Data]] = {kind: [] for kind in KINDS}
        for item in self.items.values():
            self._of[item["kind"]].append(item)

    def of(self, kind: str) -> list[Data]:
        """The items of a kind, in the order written."""
        return self._of.get(kind, [])

    def piece(self, id_: str) -> Piece:
        """An item as tests see it."""
        if id_ not in self.items and id_ in self.aside:
            return Piece(id_, {}, known=False)
        item = self.items[id_]
        return Piece(id_, item["fields"], item["incomplete"])

    def kind(self, id_: str) -> str:
        """The kind of an item, known or not."""
        item: Data = self.items.get(id_) or self.aside[id_]["item"]
        return str(item["kind"])

    def name(self, id_: str) -> str | None:
        """What an item is called, known or not; None where there is none."""
        item: Data = self.items.get(id_) or self.aside.get(id_, {}).get("item", {})
        named: str | None = item.get("fields", {}).get("name")
        return named

    def sources(self, item: Data) -> list[str]:
        """The sources that bear an item."""
        named = dict.fromkeys(each["source"] for each in item["sources"])
        return [each for each in named if each in self.items]

    def strength(self, items: Iterable[Data]) -> int:
        """The strongest source of any of the items; 0 where none is named."""
        named = [source for item in items for source in self.sources(item)]
        return max((STRENGTH[self.items[each]["fields"]["kind"]] for each in named), default=0)

    def alone(self, item: Data) -> int:
        """An item's own strength; one without sources counts as documentary."""
        return self.strength([item]) or DOCUMENTARY

    def bears(self, items: Sequence[Data]) -> bool:
        """Whether the items together have what is asked of the evidence."""
        match self.demand:
            case "documentary":
                return any(self.alone(item) > ORAL for item in items)
            case "corroborated":
                named = {each["source"] for item in items for each in item["sources"]}
                return len(named) > 1 and self.strength(items) > ORAL
            case _:
                return True

    def is_weak(self, id_: str) -> bool:
        """Whether an item by itself falls short of what is asked of the evidence."""
        return id_ in self.items and not self.bears([self.items[id_]])


def at(fields: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401  whatever stands there
    """The value at a path with dots; None where it is not given."""
    value: Any = fields
    for step in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value
