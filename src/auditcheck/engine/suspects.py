"""What the files beside the evidence say of it: which quotes are there, what is suspect."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from auditcheck.model.evidence import Evidence
from auditcheck.model.quotes import Verification


class Reviewed(NamedTuple):
    """What became of an item's quotes, by their numbers from 0; and the suspect sources.

    A source is suspect while its file is another than the one that was reviewed.
    """

    quotes: Mapping[tuple[str, int], Verification] = {}
    suspect: frozenset[str] = frozenset()

    def behind(self, items: Iterable[str], evidence: Evidence) -> tuple[str, ...]:
        """The suspect sources among these items and among what they cite."""
        if not self.suspect:
            return ()
        cited = (
            source
            for id_ in items
            if id_ in evidence.items
            for source in (id_, *(each.source for each in evidence.items[id_].citations))
        )
        return tuple(source for source in dict.fromkeys(cited) if source in self.suspect)
