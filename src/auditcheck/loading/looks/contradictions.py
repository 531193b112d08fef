"""Looks at records that cannot both hold: an absence and what it denies, two judgements."""

from collections.abc import Hashable, Iterable, Mapping
from operator import itemgetter

from auditcheck.language.comparing import key_of
from auditcheck.language.world import value_at
from auditcheck.loading.looks.seen import Seen, Told, days_at, several
from auditcheck.model.evidence import Item

_Index = dict[tuple[str, str], dict[object, dict[str, Item]]]


def contradicted_absence(seen: Seen) -> Iterable[Told]:
    """Absences of what an item surely is."""
    absences = [*seen.evidence.of("absences")]
    named = dict.fromkeys((str(each.fields["of"]), f) for each in absences for f in _where(each))
    index: _Index = {(kind, field): _by_value(seen, kind, field) for kind, field in named}
    known: dict[Hashable, Item | None] = {}  # what is denied by those that say the same
    for absence in absences:
        said = _said(absence)
        if said not in known:
            known[said] = _denied(seen, absence, index)
        denied = known[said]
        if denied is not None:
            message = f"this is said not to be there, but '{denied.id}' has all that is named"
            remedy = "name in 'where' what was sought and not found, or remove one of the two"
            also = (seen.related(f"'{denied.id}' is here", denied),)
            route = ("where",) if "where" in absence.fields else ()
            yield seen.told(absence, route, message, remedy, also)


def _said(absence: Item) -> Hashable:
    fields = ((f, *map(key_of, several(value))) for f, value in _where(absence).items())
    return absence.fields["of"], *sorted(fields, key=itemgetter(0))


def _denied(seen: Seen, absence: Item, index: _Index) -> Item | None:
    """The first item that has every field with one of the values that the absence denies."""
    kind = str(absence.fields["of"])
    having = [
        [index[kind, field].get(key_of(value), {}) for value in several(values)]
        for field, values in _where(absence).items()
    ]
    fewest = min(having, key=_size, default=[seen.evidence.kinds.get(kind, {})])
    candidates = (item for group in fewest for item in group.values())
    return next((item for item in candidates if _is_in_each(item, having)), None)


def _size(groups: Iterable[Mapping[str, Item]]) -> int:
    return sum(map(len, groups))


def _is_in_each(item: Item, having: Iterable[Iterable[Mapping[str, Item]]]) -> bool:
    return all(any(item.id in group for group in groups) for groups in having)


def _by_value(seen: Seen, kind: str, field: str) -> dict[object, dict[str, Item]]:
    """The items of a kind by each value that a field of theirs has."""
    found: dict[object, dict[str, Item]] = {}
    path = tuple(field.split("."))
    for item in seen.evidence.of(kind):
        for value in several(value_at(item, path)):
            found.setdefault(key_of(value), {})[item.id] = item
    return found


def _where(absence: Item) -> Mapping[str, object]:
    where = absence.fields.get("where", {})
    return where if isinstance(where, Mapping) else {}


def two_judgements(seen: Seen) -> Iterable[Told]:
    """Judgements of one part that are in force at once."""
    first: dict[tuple[object, object], Item] = {}
    for item in seen.evidence.of("judgements"):
        until = days_at(item, "until")
        if until is not None and until.last < seen.evidence.as_of:
            continue
        question, part = item.fields["question"], item.fields.get("part")
        other = first.setdefault((question, part), item)
        if other is not item:
            whose = f"'{question}.{part}'" if part else f"'{question}'"
            message = f"{whose} is judged here and in '{other.id}', both in force"
            remedy = "give the one that no longer counts an 'until', or remove it"
            also = (seen.related(f"'{other.id}' is here", other),)
            yield seen.told(item, (), message, remedy, also)
