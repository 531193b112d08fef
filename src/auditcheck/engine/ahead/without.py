"""An audit less some of its evidence: as if it had never been recorded, or nobody had said so."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from auditcheck.language.fields import FieldType, fields_of, record_fields
from auditcheck.language.leaves import leaves
from auditcheck.model.evidence import Evidence, Item, Value

NEVER_GONE = ("sources", "judgements", "responses")


class Gone(NamedTuple):
    """What is taken away, the sources that are, and what named or cited them.

    `fields` are those that named it, `bodies` what the audit calls it; `*` stands for any.
    """

    items: frozenset[str]
    sources: frozenset[str]
    poorer: frozenset[str]
    fields: frozenset[str]
    bodies: frozenset[str]


class Without:
    """Takes items or sources out of one audit; who names whom is looked up once."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._named: dict[str, dict[str, set[str]]] = {}  # by what, in which of its fields
        self.citing: dict[str, dict[str, None]] = {}  # what cites a source
        for item in evidence.items.values():
            for route, field, value in leaves(fields_of(item.kind), item.fields, ()):
                if field.shape == "reference":
                    self._named.setdefault(value, {}).setdefault(item.id, set()).update(
                        step for step in route if isinstance(step, str)
                    )
            for citation in item.citations:
                self.citing.setdefault(citation.source, {})[item.id] = None
        self._bodies: dict[str, set[str]] = {}
        for route, field, value in leaves(fields_of("audit"), evidence.audit, ()):
            if field.shape == "reference":
                self._bodies.setdefault(value, {"*"}).add(str(route[-1]))

    def items(self, ids: Iterable[str]) -> Gone:
        """These items, and observations about them; others no longer name them."""
        return self._gone({*ids}, frozenset())

    def sources(self, ids: Collection[str]) -> Gone:
        """What these sources alone bear; other items keep their other sources."""
        items = self._evidence.items
        citing = [id_ for source in ids for id_ in self.citing.get(source, ())]
        gone = {
            id_
            for id_ in citing
            if items[id_].kind not in NEVER_GONE
            and all(citation.source in ids for citation in items[id_].citations)
        }
        return self._gone(gone, frozenset(ids))

    def _gone(self, gone: set[str], sources: frozenset[str]) -> Gone:
        items = self._evidence.items
        naming = [id_ for each in gone for id_ in self._named.get(each, ())]
        gone |= {
            id_
            for id_ in naming
            if items[id_].kind == "observations" and items[id_].fields.get("about") in gone
        }
        named = [found for each in gone for found in self._named.get(each, {}).items()]
        poorer = {id_ for id_, _ in named}
        poorer |= {id_ for source in sources for id_ in self.citing.get(source, ())}
        return Gone(
            frozenset(gone),
            sources,
            frozenset(poorer - gone),
            frozenset(name for id_, names in named if id_ not in gone for name in names),
            frozenset(name for each in gone for name in self._bodies.get(each, ())),
        )

    def left(self, gone: Gone) -> Evidence:
        """The audit without it."""
        old, kinds = self._evidence, dict(self._evidence.kinds)
        for kind in {old.items[id_].kind for id_ in gone.items | gone.poorer}:
            kinds[kind] = {
                id_: _poorer(item, gone) if id_ in gone.poorer else item
                for id_, item in kinds[kind].items()
                if id_ not in gone.items
            }
        audit = _stripped(old.audit, fields_of("audit"), gone.items) if gone.bodies else old.audit
        return Evidence(audit, old.as_of, kinds, old.collecting, old.known)


def _poorer(item: Item, gone: Gone) -> Item:
    return replace(
        item,
        fields=_stripped(item.fields, fields_of(item.kind), gone.items),
        citations=tuple(each for each in item.citations if each.source not in gone.sources),
    )


def _stripped(
    fields: Mapping[str, Value], types: Mapping[str, FieldType], gone: Collection[str]
) -> dict[str, Value]:
    """The fields without what names the gone; of a list, without the records that do."""
    kept = {}
    for name, value in fields.items():
        field = types.get(name)
        if field is None:
            kept[name] = value
        elif field.many and isinstance(value, tuple):
            kept[name] = tuple(each for each in value if not _names(each, field, gone))
        elif field.shape == "reference":
            kept |= {} if value in gone else {name: value}
        else:
            kept[name] = _stripped_of(value, field, gone)
    return kept


def _names(value: Value, field: FieldType, gone: Collection[str]) -> bool:
    """Whether a reference, or one of a record's, names the gone."""
    if isinstance(value, Mapping):
        types = record_fields(field) if field.record else {}
        return any(n in types and _names(each, types[n], gone) for n, each in value.items())
    return field.shape == "reference" and value in gone


def _stripped_of(value: Value, field: FieldType, gone: Collection[str]) -> Value:
    if not isinstance(value, Mapping):
        return value
    if field.element is not None:
        types = dict.fromkeys(value, field.element)
        return _stripped(value, types, gone)
    return _stripped(value, record_fields(field), gone) if field.record else value
