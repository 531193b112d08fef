"""Looks at the bodies of an audit: those that the rules name, those that it examines."""

from collections.abc import Iterable, Mapping

from auditcheck.files.spelling import Spelling
from auditcheck.language.fields import FieldType, fields_of, find_field
from auditcheck.language.leaves import leaves
from auditcheck.loading.looks.seen import Seen, Told, several
from auditcheck.model.evidence import Item

_PLACE_IN_THE_ORGANISATION = ("part_of", "reports_to")


def missing_body(seen: Seen) -> Iterable[Told]:
    """Bodies that the rules name and the audit does not."""
    given = seen.audit.fields.get("bodies", {})
    for name in seen.pack.bodies:
        if not (isinstance(given, Mapping) and name in given):
            message = f"the rules ask about the body '{name}', which 'bodies' does not name"
            remedy = f"add '{name}: ID' to audit.bodies; until then what is asked of it is unknown"
            route = ("bodies",) if "bodies" in seen.audit.fields else ()
            yield seen.told(seen.audit, route, message, remedy, name=name)


def unused_body(seen: Seen) -> Iterable[Told]:
    """Bodies that the audit names and the rules do not: a misspelt name, most likely."""
    given = seen.audit.fields.get("bodies", {})
    proposed = (name for each in seen.pack.recommendations.values() for name in each.to)
    asked = {*seen.pack.bodies, *proposed}
    named = [*given] if isinstance(given, Mapping) else []
    spelt = Spelling(sorted(asked.difference(named)))
    for name in named:
        if name not in asked:
            close = spelt.nearest(name)
            remedy = f"write '{close}'" if close else "remove it, or leave it for other rules"
            message = f"the rules ask nothing about the body '{name}'"
            yield seen.told(seen.audit, ("bodies", name), message, remedy, name=name)


def unexamined_body(seen: Seen) -> Iterable[Told]:
    """Bodies in the scope that no item of evidence but their own is about."""
    scope = seen.audit.fields.get("scope", ())
    if not isinstance(scope, tuple) or not scope:
        return
    named = {id_ for item in seen.evidence.items.values() for id_ in _names(item)}
    for index, body in enumerate(scope):
        if body not in named:
            message = f"'{body}' is audited, but no evidence beside its own entry is about it"
            remedy = "add what was found, or say under audit.limitations why nothing was"
            yield seen.told(seen.audit, ("scope", index), message, remedy, body=body)


def _names(item: Item) -> Iterable[str]:
    """The ids that an item refers to, but for where an actor stands in the organisation."""
    for route, field, value in leaves(fields_of(item.kind), item.fields, ()):
        if field.shape == "reference" and route[0] not in _PLACE_IN_THE_ORGANISATION:
            yield value
    where = item.fields.get("where")
    if item.kind == "absences" and isinstance(where, Mapping):
        fields = fields_of(str(item.fields["of"]))
        for name, sought in where.items():
            found = find_field(fields, tuple(name.split(".")))
            if isinstance(found, FieldType) and found.shape == "reference":
                yield from (str(each) for each in several(sought))
