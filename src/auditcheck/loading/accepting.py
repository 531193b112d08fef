"""`accept`: warnings and notes that are let stand where they stand, with a reason."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from auditcheck.files.diagnostic import CODES, Diagnostic
from auditcheck.files.spelling import instead
from auditcheck.files.yaml_text import Document
from auditcheck.loading.after import AFTER
from auditcheck.loading.evidence import Read
from auditcheck.loading.looks import LOOKS
from auditcheck.loading.rule_looks import RULE_LOOKS, look_at_rules
from auditcheck.loading.sections import Entry
from auditcheck.model.days import parse_days
from auditcheck.model.rules import Pack

Place = tuple[int, int]  # line and column

_ON_EVIDENCE = (
    *(code for code, line in LOOKS.items() if line.severity != "fault"),
    *AFTER,
    "settled-request",
)
ON_EVIDENCE = {code: CODES[code] for code in _ON_EVIDENCE}
"""The codes that evidence may accept, with what each means."""
ON_RULES = {code: CODES[code] for code, line in RULE_LOOKS.items() if line.severity != "fault"}
"""The codes that rules may accept, with what each means."""
_WITH_ACCEPT = ("authorities", "criteria", "questions", "recommendations")
_WITHOUT = ("vocabulary", "parameters")  # what stands in them is accepted by `pack`


class Accepted(NamedTuple):
    """One entry of an `accept`: what stands in it, where it is, and what it reaches."""

    entry: Entry
    number: int
    code: str
    until: str | None
    reach: Entry

    @property
    def extent(self) -> tuple[Place, Place]:
        """Where what it reaches begins, and where that has ended."""
        spots, route = self.reach.document.spots, self.reach.route
        first, last = spots.key(route), spots.value(route)
        return (first.line, first.column), (last.end_line, last.end_column)

    def has_expired(self, as_of: date | None) -> bool:
        """Whether its last day is before the day that is looked from, if there is one."""
        if self.until is None or as_of is None:
            return False
        return parse_days(self.until).last < as_of

    def diagnostic(self, code: str, message: str, help_: str, field: str) -> Diagnostic:
        """A fault at one of its fields."""
        at = (*self.entry.route, "accept", self.number, field)
        return self.entry.diagnostic(code, message, help_, at)

    def warning(self, code: str, message: str, help_: str, field: str) -> Diagnostic:
        """A warning at one of its fields."""
        fault = self.diagnostic(code, message, help_, field)
        return Diagnostic(code, "warning", message, fault.path, fault.span, help_)


def accepts_of_evidence(read: Read) -> Iterator[Accepted]:
    """Every entry of every `accept`, of the audit and the items that are of their form."""
    whole = [] if read.audit is None or read.at_audit is None else [read.at_audit]
    whole += [read.entries[id_] for items in read.items.values() for id_ in items]
    for entry in whole:
        yield from _in(entry)


def accepts_of_rules(documents: Iterable[Document]) -> Iterator[Accepted]:
    """Every entry of every `accept` of a pack that was read without fault.

    One of `pack` reaches what its `at` names; itself alone, where that names nothing.
    """
    entries: dict[str, Entry] = {}
    heads = []
    for document in documents:
        for section in (*_WITH_ACCEPT, *_WITHOUT):
            for id_, value in _mapping(document.data.get(section)).items():
                entries[f"{section}/{id_}"] = Entry(value, document, (section, id_))
        if "pack" in document.data:
            heads.append(Entry(document.data["pack"], document, ("pack",)))
    for entry in entries.values():
        if entry.route[0] in _WITH_ACCEPT:
            yield from _in(entry)
    for head in heads:
        for each in _in(head):
            named = entries.get(_at(each))
            yield each._replace(reach=named) if named and named.route[0] in _WITHOUT else each


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _in(entry: Entry) -> Iterator[Accepted]:
    for number, each in enumerate(_mapping(entry.value).get("accept") or ()):
        until = each.get("until")
        yield Accepted(entry, number, each["code"], None if until is None else str(until), entry)


def _at(accepted: Accepted) -> str:
    return str(_mapping(accepted.entry.value)["accept"][accepted.number]["at"])


def check_accepts(
    accepts: Iterable[Accepted], acceptable: Iterable[str], of: str
) -> Iterable[Diagnostic]:
    """Faults of codes that are none, or that are not of what can be accepted there."""
    codes = [*acceptable]
    for each in accepts:
        if each.code in codes:
            continue
        if each.code in CODES:
            message = f"'{each.code}' is no warning and no note on {of}: it cannot be accepted"
            yield each.diagnostic("invalid-value", message, "mend it, and remove this", "code")
        else:
            help_ = instead(each.code, codes)
            yield each.diagnostic("unknown-word", f"'{each.code}' is no code", help_, "code")


def check_accepts_of_rules(documents: Iterable[Document]) -> Iterable[Diagnostic]:
    """Faults of what a pack accepts: codes, and places that there are not."""
    accepts = [*accepts_of_rules(documents)]
    yield from check_accepts(accepts, ON_RULES, "rules")
    for each in accepts:
        if each.entry.route == ("pack",) and each.reach is each.entry:
            message = f"'{_at(each)}' names nothing that can be accepted from here"
            help_ = "name a field of the vocabulary or a parameter: vocabulary/documents.type"
            yield each.diagnostic("unknown-id", message, help_, "at")


def settle(
    accepts: Iterable[Accepted], as_of: date | None, found: Iterable[Diagnostic]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What is to be told, and what is accepted; an `accept` that is spent or idle is told too.

    Without a day none is spent.
    """
    everything = [*accepts]
    shelf = _Shelf(each for each in everything if not each.has_expired(as_of))
    told: list[Diagnostic] = []
    accepted: list[Diagnostic] = []
    used: set[int] = set()
    for diagnostic in found:
        by = shelf.covering(diagnostic)
        (told if by is None else accepted).append(diagnostic)
        used.add(id(by))
    for each in everything:
        if as_of is not None and each.has_expired(as_of):
            message = f"'{each.code}' was accepted until {each.until}, before {as_of.isoformat()}"
            help_ = "look again: give a later day with its reason, or remove it"
            told.append(each.warning("expired-accept", message, help_, "until"))
        elif id(each) not in used:
            message = f"'{each.code}' is accepted, but nothing here gives it"
            told.append(each.warning("unused-accept", message, "remove it", "code"))
    return told, accepted


def told_of_rules(
    pack: Pack, documents: Iterable[Document], as_of: date | None
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What the looks at a sound pack find: what is to be told, and what is accepted in it."""
    read = [*documents]
    return settle(accepts_of_rules(read), as_of, look_at_rules(pack, read))


class _Shelf:
    """What is accepted, by file and code and then by place: entries do not overlap."""

    def __init__(self, in_force: Iterable[Accepted]) -> None:
        self.by_start: dict[tuple[str, str], dict[Place, Accepted]] = {}
        for each in in_force:
            key = each.reach.document.path, each.code
            self.by_start.setdefault(key, {}).setdefault(each.extent[0], each)
        self.starts = {key: sorted(by_start) for key, by_start in self.by_start.items()}

    def covering(self, diagnostic: Diagnostic) -> Accepted | None:
        """What accepts the diagnostic: that of the entry it stands in, if it has its code."""
        key, span = (diagnostic.path, diagnostic.code), diagnostic.span
        if span is None or diagnostic.severity == "fault" or key not in self.starts:
            return None
        at = (span.line, span.column)
        before = bisect_right(self.starts[key], at)
        if not before:
            return None
        found = self.by_start[key][self.starts[key][before - 1]]
        return found if at < found.extent[1] else None
