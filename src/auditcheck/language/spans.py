"""When criteria are in force."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from auditcheck.model.rules import Authority, Criterion


class Span(NamedTuple):
    """The days on which something is in force: from the first, to before the last."""

    first: date
    last: date

    @property
    def empty(self) -> bool:
        """Whether there is no such day."""
        return self.first >= self.last

    def within(self, other: "Span") -> bool:
        """Whether each of its days is one of the other's."""
        return other.first <= self.first and self.last <= other.last


def span_of(criterion: Criterion, authorities: Mapping[str, Authority]) -> Span:
    """When a criterion is in force, by its own days or else its authority's."""
    authority = authorities.get(criterion.authority or "")
    first, last = criterion.in_force, criterion.repealed
    if authority is not None:
        first, last = first or authority.in_force, last or authority.repealed
    return Span(first or date.min, last or date.max)
