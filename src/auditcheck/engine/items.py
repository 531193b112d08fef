"""Pieces of evidence as a result keeps them: as written, with their place and strength."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from auditcheck.engine.suspects import Reviewed
from auditcheck.model.assessments import At
from auditcheck.model.evidence import Evidence, Item
from auditcheck.model.kinds import STRENGTH
from auditcheck.model.results import Cite, ItemResult, SetAside
from auditcheck.model.traces import to_plain


class Items(NamedTuple):
    """The items of one audit, where each stands, what was seen of their files, and who read them.

    `at` gives the place of each by its id, `readers` the criteria that looked at it.
    """

    evidence: Evidence
    at: Mapping[str, At]
    reviewed: Reviewed
    readers: Mapping[str, Sequence[str]]

    def result(self) -> dict[str, ItemResult]:
        """The items that count."""
        return {
            id_: self._item(each, self.evidence, self.readers.get(id_, ()))
            for id_, each in self.evidence.items.items()
        }

    def set_aside(self) -> dict[str, SetAside]:
        """As written, those that were not known, or with fewer sources, and so do not count so."""
        known = self.evidence.known
        if known is None:
            return {}
        return {
            id_: SetAside(why, self._item(known.whole.items[id_], known.whole, ()))
            for id_, why in known.aside.items()
        }

    def _item(self, item: Item, evidence: Evidence, readers: Sequence[str]) -> ItemResult:
        fields = to_plain(item.fields)
        assert isinstance(fields, dict)  # noqa: S101  a mapping stays one
        written = evidence.whole.items[item.id].citations
        numbers = {each: number for number, each in reversed([*enumerate(written)])}
        return ItemResult(
            id=item.id,
            kind=item.kind,
            fields=fields,
            sources=tuple(
                Cite(c.source, c.quote, c.page, self.reviewed.quotes.get((item.id, numbers[c])))
                for c in item.citations
            ),
            strength=_strength(item, evidence),
            confidential=item.confidential,
            read_by=tuple(readers),
            suspect=self.reviewed.behind((item.id,), evidence),
            at=self.at[item.id],
            incomplete=tuple(sorted(item.incomplete)),
        )


def _strength(item: Item, evidence: Evidence) -> int | None:
    """A source's own strength, or that of the strongest source that bears the item."""
    match item.kind:
        case "sources":
            return STRENGTH[str(item.fields["kind"])]
        case "judgements" | "responses":
            return None
        case _:
            return evidence.strength(item)
