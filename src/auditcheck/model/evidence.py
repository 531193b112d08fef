"""The evidence of one audit as the engine sees it: plain, frozen, only what was given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from auditcheck.model.days import Days, day
from auditcheck.model.kinds import DOCUMENTARY, ORAL, STRENGTH

Scalar = str | int | float | bool | Days
Value = Scalar | tuple["Value", ...] | Mapping[str, "Value"]
Fields = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Citation:
    """A source relied on: its id, and the words and page where given."""

    source: str
    quote: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence; a field that is not in `fields` is unknown.

    `aside`: by the day that is asked about it was not known, and what is asked of it is unknown.
    """

    id: str
    kind: str
    fields: Fields
    citations: tuple[Citation, ...] = ()
    incomplete: frozenset[str] = frozenset()
    confidential: bool = False
    aside: bool = False


Why = Literal["later", "undated", "not to the day", "no known source", "in part"]
"""Why an item is not as it is written where only what was known by a day counts.

It is dated or received later, not dated at all, or to a month or a year that goes on after the
day; none of its sources was known; or some of them were, and it is left with those.
"""


@dataclass(frozen=True, slots=True)
class Known:
    """The day by which evidence was known, all evidence, and why some of it does not count."""

    by: date
    whole: "Evidence"
    aside: Mapping[str, Why]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All items of one audit by kind and id, with the facts of the engagement.

    `collecting` names the kinds still being gathered. `strengths` gives each item's sources'
    strengths, 1 (oral) to 3 (seen or recorded at the time). `known` is there where only what was
    known by a day counts.
    """

    audit: Fields
    as_of: date
    kinds: Mapping[str, Mapping[str, Item]]
    collecting: frozenset[str] = frozenset()
    known: Known | None = None
    items: Mapping[str, Item] = field(init=False)
    strengths: Mapping[str, tuple[int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "audit", {**self.audit, "as_of": day(self.as_of)})
        everything = {id_: item for kind in self.kinds.values() for id_, item in kind.items()}
        object.__setattr__(self, "items", everything)
        sources = self.kinds.get("sources", {})
        known = {id_: STRENGTH[str(source.fields["kind"])] for id_, source in sources.items()}
        strengths = {
            item.id: _strengths(item.citations, known)
            for kind, items in self.kinds.items()
            if kind != "sources"
            for item in items.values()
        }
        object.__setattr__(self, "strengths", strengths)

    def of(self, kind: str) -> Iterable[Item]:
        """The items of a kind, in the order written."""
        return self.kinds.get(kind, {}).values()

    @property
    def whole(self) -> "Evidence":
        """All evidence that is written, whenever it was known."""
        return self.known.whole if self.known else self

    def named(self, id_: str) -> Item:
        """What a reference leads to; of an item that was not known, its id and kind alone."""
        item = self.items.get(id_)
        return item or Item(id_, self.whole.items[id_].kind, {}, aside=True)

    def strength(self, item: Item) -> int:
        """The strongest of the item's sources; an item without sources counts as documentary."""
        return max(self.strengths[item.id], default=DOCUMENTARY)

    def is_documentary(self, item: Item) -> bool:
        """Whether a source above oral bears the item."""
        return self.strength(item) > ORAL

    def is_corroborated(self, item: Item) -> bool:
        """Whether two sources bear the item, one of them above oral."""
        strengths = self.strengths[item.id]
        return len(strengths) > 1 and max(strengths) > ORAL


def _strengths(citations: tuple[Citation, ...], known: Mapping[str, int]) -> tuple[int, ...]:
    """The strengths of the sources cited, each source once."""
    if len(citations) == 1:
        found = known.get(citations[0].source)
        return () if found is None else (found,)
    sources = dict.fromkeys(citation.source for citation in citations)
    return tuple(known[source] for source in sources if source in known)
