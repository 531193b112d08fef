"""Looks at the statutes that documents cite, against those that the rules rest on."""

from collections.abc import Iterable, Iterator
from datetime import date
from re import compile as pattern

from auditcheck.files.spelling import Spelling
from auditcheck.loading.looks.seen import Seen, Told, days_at, records
from auditcheck.model.evidence import Item
from auditcheck.model.rules import Pack

_NUMBER = pattern(  # not the numbers of reports and bills: SOU 2021:49, prop. 2022/23:43
    r"(?:^|\(|\b(?:SFS|\w*lag(?:en)?|\w*förordning(?:en)?)\s+)([0-9]{4}:[0-9]+)\b"
)


def unknown_statute(seen: Seen) -> Iterable[Told]:
    """Statute numbers that none of the pack's authorities has."""
    known = _statutes(seen.pack)
    if not known:
        return
    spelt = Spelling(known)
    for document, index, _, numbers in _mentions(seen):
        for number in numbers:
            if number not in known:
                close = spelt.nearest(number)
                message = f"'{number}' is the number of no authority in the rule pack"
                remedy = "check the number in the source; add the statute to the pack if it counts"
                if close:
                    remedy = f"check the number in the source: the pack rests on '{close}'"
                at = ("mentions", index, "reference")
                yield seen.told(document, at, message, remedy, number=number)


def unlike_in_force(seen: Seen) -> Iterable[Told]:
    """Statutes cited with another day of entry into force than the pack gives."""
    known = _statutes(seen.pack)
    for document, index, mention, numbers in _mentions(seen):
        stated = days_at(mention, "in_force")
        for number in numbers:
            days = known.get(number)
            if stated and days and not any(stated.first <= day <= stated.last for day in days):
                written = " or ".join(day.isoformat() for day in days)
                message = f"'{number}' is said to be in force from '{stated}', not '{written}'"
                remedy = "check the date in the source; if it says so, record what you find"
                at = ("mentions", index, "in_force")
                known_as = " ".join(day.isoformat() for day in days)
                yield seen.told(
                    document, at, message, remedy, number=number, stated=stated, known=known_as
                )


def _statutes(pack: Pack) -> dict[str, list[date]]:
    """The statute numbers of the pack's authorities, with their days of entry into force."""
    statutes: dict[str, list[date]] = {}
    for authority in pack.authorities.values():
        for number in _NUMBER.findall(authority.reference or ""):
            days = statutes.setdefault(number, [])
            if authority.in_force is not None and authority.in_force not in days:
                days.append(authority.in_force)
    return statutes


def _mentions(seen: Seen) -> Iterator[tuple[Item, int, Item, list[str]]]:
    """Each mention, its document and index, and the statute numbers that stand in it."""
    for document in seen.evidence.of("documents"):
        for index, mention in records(document, "mentions"):
            numbers = _NUMBER.findall(str(mention["reference"]))
            yield document, index, Item("", "", mention), numbers
