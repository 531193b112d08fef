"""Looks at dates: those that contradict each other, and decisions that reach past the period."""

from collections.abc import Iterable

from auditcheck.files.place import Route
from auditcheck.language.fields import fields_of
from auditcheck.loading.looks.seen import Seen, Told, days_at, records
from auditcheck.model.days import Days, before
from auditcheck.model.evidence import Item
from auditcheck.model.truth import Truth

_RECORDED = {  # dates of what has happened: of the item itself, or of each record in a list
    "documents": (("decided", "date"), ("followed_up", "date"), ("presented_to", "date")),
    "reports": (("date",),),
    "decisions": (("date",),),
    "activities": (("followed_up", "date"),),
}
_OF_REQUESTS = ("sent", "answered")
_DECIDED = {"documents": ("decided", "date"), "decisions": ("date",)}


def _precedes(left: Days | None, right: Days | None) -> bool:
    """Whether both are given and every day of the one comes before every day of the other."""
    return left is not None and right is not None and before(left, right) is Truth.TRUE


def backward_period(seen: Seen) -> Iterable[Told]:
    """Periods and judgements that end before they begin, and requests answered before sent."""
    for item in (seen.audit, *seen.evidence.items.values()):
        fields = fields_of(item.kind)
        for name in item.fields:
            if name in fields and fields[name].shape == "period":
                first, last = (name, "from"), (name, "until")
                yield from _backward(seen, item, first, last)
        if item.kind == "judgements":
            yield from _backward(seen, item, ("date",), ("until",))
    for index, request in records(seen.audit, "requests"):
        sent, answered = (days_at(Item("", "", request), end) for end in _OF_REQUESTS)
        if _precedes(answered, sent):
            message = f"the request is answered '{answered}', before it is sent '{sent}'"
            also = (seen.related("it is sent here", seen.audit, ("requests", index, "sent")),)
            at = ("requests", index, "answered")
            yield seen.told(seen.audit, at, message, "correct one of the two dates", also)


def _backward(
    seen: Seen, item: Item, first: tuple[str, ...], last: tuple[str, ...]
) -> Iterable[Told]:
    begins, ends = days_at(item, *first), days_at(item, *last)
    if _precedes(ends, begins):
        message = f"it ends '{ends}', before it begins '{begins}'"
        also = (seen.related("it begins here", item, first),)
        yield seen.told(item, last, message, "correct one of the two dates", also)


def dated_after_assessment(seen: Seen) -> Iterable[Told]:
    """What is recorded as decided or done, dated after the day the assessment speaks for."""
    for item, route, days in _dated(seen):
        if _precedes(seen.as_of, days):
            message = f"'{days}' is after '{seen.as_of}', the day of the assessment"
            remedy = "correct the date, leave out what came later, or move audit.as_of"
            also = (seen.related("the day is given here", seen.audit, ("as_of",)),)
            yield seen.told(item, route, message, remedy, also, date=days)


def _dated(seen: Seen) -> Iterable[tuple[Item, Route, Days | None]]:
    """All that has happened, with where its date stands."""
    for kind, paths in _RECORDED.items():
        for item in seen.evidence.of(kind):
            for route, days in _recorded(item, paths):
                yield item, route, days
    for index, request in records(seen.audit, "requests"):
        for end in _OF_REQUESTS:
            yield seen.audit, ("requests", index, end), days_at(Item("", "", request), end)


def _recorded(
    item: Item, paths: tuple[tuple[str, ...], ...]
) -> Iterable[tuple[Route, Days | None]]:
    for path in paths:
        yield path, days_at(item, *path)
        for index, record in records(item, path[0]):
            yield (path[0], index, "date"), days_at(Item("", "", record), "date")
    updated = item.fields.get("updated", ())
    for index, days in enumerate(updated if isinstance(updated, tuple) else ()):
        yield ("updated", index), days if isinstance(days, Days) else None


def source_after_assessment(seen: Seen) -> Iterable[Told]:
    """Sources dated after the day the assessment speaks for."""
    for source in seen.evidence.of("sources"):
        days = days_at(source, "date")
        if _precedes(seen.as_of, days):
            message = f"the source is of '{days}', after '{seen.as_of}', the day of the assessment"
            remedy = "correct the date, or let audit.as_of be a day that the sources reach"
            also = (seen.related("the day is given here", seen.audit, ("as_of",)),)
            yield seen.told(source, ("date",), message, remedy, also, date=days)


def effect_after_period(seen: Seen) -> Iterable[Told]:
    """Decisions taken in the period audited that take effect after it."""
    ends = days_at(seen.audit, "period", "until")
    for item, path, decided, effective in _decisions(seen):
        starts = days_at(seen.audit, "period", "from")
        taken = not _precedes(decided, starts) and not _precedes(ends, decided)
        if taken and _precedes(ends, effective):
            message = (
                f"decided '{decided}' within the period audited, in effect from '{effective}', "
                f"after its end '{ends}'"
            )
            remedy = "say in 'note' what applied during the period, or correct the date"
            also = (seen.related("it is decided here", item, path),)
            dates = {"decided": decided, "effective": effective}
            yield seen.told(item, ("effective", "from"), message, remedy, also, **dates)


def effect_before_decision(seen: Seen) -> Iterable[Told]:
    """What takes effect before it is decided."""
    for item, path, decided, effective in _decisions(seen):
        if _precedes(effective, decided):
            message = f"in effect from '{effective}', before it is decided '{decided}'"
            remedy = "correct one of the dates, or say in 'note' why it reaches back"
            also = (seen.related("it is decided here", item, path),)
            dates = {"decided": decided, "effective": effective}
            yield seen.told(item, ("effective", "from"), message, remedy, also, **dates)


def _decisions(seen: Seen) -> Iterable[tuple[Item, tuple[str, ...], Days, Days]]:
    for kind, path in _DECIDED.items():
        for item in seen.evidence.of(kind):
            decided, effective = days_at(item, *path), days_at(item, "effective", "from")
            if decided is not None and effective is not None:
                yield item, path, decided, effective


def period_not_over(seen: Seen) -> Iterable[Told]:
    """A period audited that is not over on the day the assessment speaks for."""
    ends = days_at(seen.audit, "period", "until")
    if _precedes(seen.as_of, ends):
        message = f"the period ends '{ends}', after '{seen.as_of}', the day of the assessment"
        remedy = "let the period end by audit.as_of, or say in audit.as_of_note why it does not"
        also = (seen.related("the day is given here", seen.audit, ("as_of",)),)
        yield seen.told(seen.audit, ("period", "until"), message, remedy, also, ends=ends)
