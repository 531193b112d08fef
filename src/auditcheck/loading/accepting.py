"""`accept`: warnings and notes that the auditor lets stand where they stand, with a reason."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from auditcheck.files.diagnostic import CODES, Diagnostic, instead
from auditcheck.loading.evidence import Read
from auditcheck.loading.looks import LOOKS
from auditcheck.loading.sections import Entry
from auditcheck.model.days import parse_days

Place = tuple[int, int]  # line and column

ACCEPTABLE = {
    code: CODES[code]
    for code in (
        *(code for code, line in LOOKS.items() if line.severity != "fault"),
        "not-weighed",
        "shortcoming-not-weighed",
    )
}
"""The codes that may be accepted, with what each means."""


class Accepted(NamedTuple):
    """One entry of an `accept`: what stands in it, and the item (or the audit) that it is of."""

    entry: Entry
    number: int
    code: str
    until: str | None

    @property
    def extent(self) -> tuple[Place, Place]:
        """Where the item begins, and where it has ended."""
        spots, route = self.entry.document.spots, self.entry.route
        first, last = spots.key(route), spots.value(route)
        return (first.line, first.column), (last.end_line, last.end_column)

    def has_expired(self, as_of: date) -> bool:
        """Whether its last day is before the day of the assessment."""
        return self.until is not None and parse_days(self.until).last < as_of

    def warning(self, code: str, message: str, help_: str, field: str) -> Diagnostic:
        """A warning at one of its fields."""
        at = (*self.entry.route, "accept", self.number, field)
        document = self.entry.document
        return Diagnostic(code, "warning", message, document.path, document.spots.value(at), help_)


def accepts(read: Read) -> Iterator[Accepted]:
    """Every entry of every `accept`, of the audit and the items that are of their form."""
    whole = [] if read.audit is None or read.at_audit is None else [read.at_audit]
    whole += [read.entries[id_] for items in read.items.values() for id_ in items]
    for entry in whole:
        written = entry.value.get("accept") if isinstance(entry.value, dict) else None
        for number, each in enumerate(written or ()):
            until = each.get("until")
            yield Accepted(entry, number, each["code"], None if until is None else str(until))


def check_accepts(read: Read) -> Iterable[Diagnostic]:
    """Faults of codes that are none, or that are not of warnings and notes on evidence."""
    for each in accepts(read):
        if each.code in ACCEPTABLE:
            continue
        at = (*each.entry.route, "accept", each.number, "code")
        if each.code in CODES:
            message = f"'{each.code}' is no warning and no note on evidence: it cannot be accepted"
            yield each.entry.diagnostic("invalid-value", message, "mend it, and remove this", at)
        else:
            help_ = instead(each.code, ACCEPTABLE)
            yield each.entry.diagnostic("unknown-word", f"'{each.code}' is no code", help_, at)


def settle(
    read: Read, as_of: date, found: Iterable[Diagnostic]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What is to be told, and what is accepted; an `accept` that is spent or idle is told too."""
    everything = [*accepts(read)]
    shelf = _Shelf(each for each in everything if not each.has_expired(as_of))
    told: list[Diagnostic] = []
    accepted: list[Diagnostic] = []
    used: set[int] = set()
    for diagnostic in found:
        by = shelf.covering(diagnostic)
        (told if by is None else accepted).append(diagnostic)
        used.add(id(by))
    for each in everything:
        if each.has_expired(as_of):
            message = f"'{each.code}' was accepted until {each.until}, before {as_of.isoformat()}"
            help_ = "look again: give a later day with its reason, or remove it"
            told.append(each.warning("expired-accept", message, help_, "until"))
        elif id(each) not in used:
            message = f"'{each.code}' is accepted, but nothing here gives it"
            told.append(each.warning("unused-accept", message, "remove it", "code"))
    return told, accepted


class _Shelf:
    """What is accepted, by file and code and then by place: items do not overlap."""

    def __init__(self, in_force: Iterable[Accepted]) -> None:
        self.by_start: dict[tuple[str, str], dict[Place, Accepted]] = {}
        for each in in_force:
            key = each.entry.document.path, each.code
            self.by_start.setdefault(key, {}).setdefault(each.extent[0], each)
        self.starts = {key: sorted(by_start) for key, by_start in self.by_start.items()}

    def covering(self, diagnostic: Diagnostic) -> Accepted | None:
        """What accepts the diagnostic: that of the item it stands in, if it has its code."""
        key, span = (diagnostic.path, diagnostic.code), diagnostic.span
        if span is None or diagnostic.severity == "fault" or key not in self.starts:
            return None
        at = (span.line, span.column)
        before = bisect_right(self.starts[key], at)
        if not before:
            return None
        found = self.by_start[key][self.starts[key][before - 1]]
        return found if at < found.extent[1] else None
