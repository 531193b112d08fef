"""What a look is given to look at, and what it tells."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from auditcheck.files.diagnostic import Related, Severity
from auditcheck.files.place import Route, Span
from auditcheck.language.world import value_at
from auditcheck.loading.evidence import Read
from auditcheck.loading.sections import Entry
from auditcheck.loading.shelf import Shelf
from auditcheck.model.days import Days
from auditcheck.model.evidence import Evidence, Item, Value
from auditcheck.model.rules import Pack


class Told(NamedTuple):
    """Something a look found: what, how to mend it, and where in an item or the audit.

    `values` are what the message tells of, by the names that the report's texts have for them.
    """

    message: str
    help: str
    entry: Entry
    route: Route = ()
    also: tuple[Related, ...] = ()
    values: Mapping[str, str] = {}


class Seen(NamedTuple):
    """One audit read without fault, the pack it is held against, and the files beside it."""

    read: Read
    evidence: Evidence
    pack: Pack
    shelf: Shelf
    audit: Item
    at_audit: Entry

    def told(
        self,
        item: Item,
        route: Route,
        message: str,
        remedy: str,
        also: tuple[Related, ...] = (),
        **values: object,
    ) -> Told:
        """What was found at a field of an item; at the item's id where the route is empty."""
        named = {name: str(value) for name, value in values.items()}
        return Told(message, remedy, self.entry(item), route, also, named)

    def related(self, message: str, item: Item, route: Route = ()) -> Related:
        """Another place: a field of an item, or its id where the route is empty."""
        entry = self.entry(item)
        return Related(message, entry.document.path, span_of(entry, route))

    def entry(self, item: Item) -> Entry:
        """Where an item, or the audit, is written."""
        return self.at_audit if item is self.audit else self.read.entries[item.id]

    @property
    def as_of(self) -> Days:
        """The day that the audit itself gives, whatever day it is evaluated for."""
        day = self.audit.fields["as_of"]
        assert isinstance(day, Days)  # noqa: S101  the model made it one
        return day


Look = Callable[[Seen], Iterable[Told]]


class Line(NamedTuple):
    """A line of the table: what is looked for, and how much it weighs."""

    severity: Severity
    look: Look


def span_of(entry: Entry, route: Route) -> Span:
    """Where a field stands: its value, or its key where that holds more than one."""
    value: Any = entry.value
    for step in route:
        value = value[step]
    at = (*entry.route, *route)
    spots = entry.document.spots
    return spots.key(at) if isinstance(value, dict | list) else spots.value(at)


def several(value: object) -> tuple[object, ...]:
    """A list's elements, or the one value."""
    return value if isinstance(value, tuple) else (value,)


def days_at(item: Item, *path: str) -> Days | None:
    """The date at a path; None where there is none."""
    value = value_at(item, path)
    return value if isinstance(value, Days) else None


def records(item: Item, name: str) -> Iterable[tuple[int, Mapping[str, Value]]]:
    """The records of a list field with their indices; none where it is not a list of records."""
    value = item.fields.get(name, ())
    if isinstance(value, tuple):
        yield from ((i, record) for i, record in enumerate(value) if isinstance(record, Mapping))
