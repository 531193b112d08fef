"""Evidence checked against itself and the rules: references, vocabulary, names of questions."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from auditcheck.files.diagnostic import Diagnostic, Related, in_order
from auditcheck.files.place import Route
from auditcheck.files.spelling import Spellings, instead
from auditcheck.language.fields import FieldType, fields_of, find_field
from auditcheck.language.leaves import leaves
from auditcheck.language.scribe import shown
from auditcheck.loading.evidence import Read
from auditcheck.loading.problems import twice
from auditcheck.loading.sections import Entry
from auditcheck.model.evidence import Item
from auditcheck.model.kinds import DEMANDABLE, KINDS
from auditcheck.model.rules import Pack


class Held(NamedTuple):
    """The evidence as read, the pack it is held against, and the lists of words of both."""

    read: Read
    pack: Pack
    spellings: Spellings


MOST_SHOWN = 5  # of the other places that name one missing id


def check_references(read: Read, pack: Pack) -> list[Diagnostic]:
    """Faults of references that name nothing, and of words that the pack does not list.

    However many references name the same missing id, they are one fault.
    """
    alike: dict[str, list[Diagnostic]] = {}
    for each in in_order(_check_all(Held(read, pack, Spellings()))):
        key = each.message if each.code == "unknown-id" else str(len(alike))
        alike.setdefault(key, []).append(each)
    return [_as_one(*each) for each in alike.values()]


def _as_one(first: Diagnostic, *others: Diagnostic) -> Diagnostic:
    if not others:
        return first
    places = "1 other place" if len(others) == 1 else f"{len(others)} other places"
    also = tuple(
        Related("it is named here too", each.path, each.span) for each in others[:MOST_SHOWN]
    )
    return replace(first, message=f"{first.message}; so too in {places}", also=also)


def _check_all(held: Held) -> Iterable[Diagnostic]:
    read, pack = held.read, held.pack
    for kind, items in read.items.items():
        for item in items.values():
            entry = read.entries[item.id]
            yield from _check_leaves(held, entry, kind, item.fields)
            yield from _check_citations(held, item, entry)
            yield from _check_incomplete(item, entry)
    for item in read.rests:
        yield from _check_leaves(held, read.entries[item.id], item.kind, item.fields)
        yield from _check_citations(held, item, read.entries[item.id])
    if read.audit is not None and read.at_audit is not None:
        entry = read.at_audit
        yield from _check_leaves(held, entry, "audit", read.audit)
        yield from _check_audit(held, entry)
    for item in read.items["absences"].values():
        yield from _check_absence(held, item)
    yield from _check_judgements(held)
    for item in read.items["responses"].values():
        yield from _check_name(
            held, read.entries[item.id], "recommendation", item.fields["recommendation"],
            pack.recommendations, "the pack's recommendations",
        )  # fmt: skip


def _check_leaves(
    held: Held, entry: Entry, kind: str, written: Mapping[str, object]
) -> Iterable[Diagnostic]:
    """Every word and id must be known, and stand once in its list: entries are counted."""
    fields = fields_of(kind)
    for at, field, value in leaves(fields, written, entry.route):
        yield from _check_leaf(held, entry, at, field, value)
    for name, listed_values in written.items():
        listed = fields.get(name)
        if listed and listed.many and listed.shape in ("word", "reference"):
            yield from _check_distinct(entry, name, listed_values)


def _check_distinct(entry: Entry, field: str, values: object) -> Iterable[Diagnostic]:
    if isinstance(values, tuple) and len({*values}) < len(values):
        yield twice(values, (*entry.route, field), entry)


def _check_leaf(
    held: Held, entry: Entry, at: Route, field: FieldType, value: str
) -> Iterable[Diagnostic]:
    if field.shape == "reference":
        yield from _check_reference(held, entry, at, value, field.kinds)
    elif value not in held.pack.vocabulary.get(field.vocabulary, (value,)):
        yield _unknown_word(held, entry, at, value, field.vocabulary)


def _unknown_word(held: Held, entry: Entry, at: Route, value: str, vocabulary: str) -> Diagnostic:
    words = held.spellings.of(vocabulary, lambda: held.pack.vocabulary[vocabulary])
    help_ = words.instead(value)
    message = f"{vocabulary} is '{value}', which the rule pack does not list"
    return entry.diagnostic("unknown-word", message, help_, at)


def _check_reference(
    held: Held, entry: Entry, at: Route, value: str, kinds: tuple[str, ...]
) -> Iterable[Diagnostic]:
    named = held.read.entries.get(value)
    wanted = " or ".join(kinds) or "the evidence"
    if named is None:
        ids = (i for kind in kinds or KINDS for i in held.read.sections.of(kind))
        help_ = held.spellings.of(kinds, lambda: ids).instead(
            value, f"add it to {wanted}, or mend the id"
        )
        message = f"'{value}' names no item of {wanted}"
        yield entry.diagnostic("unknown-id", message, help_, at)
    elif kinds and named.route[0] not in kinds:
        message = f"'{value}' is one of {named.route[0]}, not of {wanted}"
        yield entry.diagnostic("wrong-kind", message, f"name an item of {wanted}", at)


def _check_citations(held: Held, item: Item, entry: Entry) -> Iterable[Diagnostic]:
    for index, citation in enumerate(item.citations):
        at = (*entry.route, "sources", index, "source")
        yield from _check_reference(held, entry, at, citation.source, ("sources",))


def _check_incomplete(item: Item, entry: Entry) -> Iterable[Diagnostic]:
    written = entry.value.get("incomplete") if isinstance(entry.value, dict) else None
    if not written:
        return
    lists = [name for name, field in fields_of(item.kind).items() if field.many]
    for index, name in enumerate(written):
        if name not in lists:
            help_ = instead(name, lists)
            message = f"'{name}' is not a list field of {item.kind}"
            at = (*entry.route, "incomplete", index)
            yield entry.diagnostic("unknown-field", message, help_, at)


def _check_audit(held: Held, entry: Entry) -> Iterable[Diagnostic]:
    read, pack = held.read, held.pack
    assert read.audit is not None  # noqa: S101  the caller has seen it
    questions = read.audit.get("questions", ())
    yield from _check_distinct(entry, "questions", questions)
    if isinstance(questions, tuple):
        for index, name in enumerate(questions):
            at = (*entry.route, "questions", index)
            yield from _check_listed(held, entry, at, name, pack.questions, "the pack's questions")
    for field in ("limitations", "unweighed"):
        written = read.audit.get(field, ())
        for index, each in enumerate(written if isinstance(written, tuple) else ()):
            affected = each.get("affects", ()) if isinstance(each, Mapping) else ()
            for inner, name in enumerate(affected if isinstance(affected, tuple) else ()):
                at = (*entry.route, field, index, "affects", inner)
                yield from _check_listed(
                    held, entry, at, name, pack.questions, "the pack's questions"
                )
    for field in ("unadvised", "requests"):
        written = read.audit.get(field, ())
        for index, each in enumerate(written if isinstance(written, tuple) else ()):
            id_ = each.get("criterion") if isinstance(each, Mapping) else None
            at = (*entry.route, field, index, "criterion")
            yield from _check_listed(held, entry, at, id_, pack.criteria, "the pack's criteria")


def _check_name(
    held: Held, entry: Entry, field: str, value: object, known: Collection[str], what: str
) -> Iterable[Diagnostic]:
    yield from _check_listed(held, entry, (*entry.route, field), value, known, what)


def _check_listed(
    held: Held, entry: Entry, at: Route, value: object, known: Collection[str], what: str
) -> Iterable[Diagnostic]:
    if value not in known:
        otherwise = "" if known else "leave it out: there are none"
        help_ = held.spellings.of(what, lambda: known).instead(str(value), otherwise)
        yield entry.diagnostic("unknown-id", f"'{value}' is none of {what}", help_, at)


def _check_judgements(held: Held) -> Iterable[Diagnostic]:
    """A judgement names a question, its part where there are several, and a level of its scale."""
    read, pack = held.read, held.pack
    for item in read.items["judgements"].values():
        entry, fields = read.entries[item.id], item.fields
        name = fields["question"]
        question = pack.questions.get(str(name))
        if question is None:
            yield from _check_name(
                held, entry, "question", name, pack.questions, "the pack's questions"
            )
            continue
        if question.open:
            message = f"'{question.id}' is open and has no level to depart from"
            at = (*entry.route, "question")
            yield entry.diagnostic("open-question", message, "judge a graded question", at)
            continue
        parts = [part.id for part in question.parts if part.id]
        part = fields.get("part")
        if part is None and parts:
            message = f"'{question.id}' has the parts {', '.join(parts)}"
            yield entry.diagnostic("missing-field", message, "name one with 'part: …'")
        elif part is not None:
            yield from _check_name(
                held, entry, "part", part, parts, f"the parts of '{question.id}'"
            )
        levels = pack.scales[question.scale].levels
        yield from _check_name(held, entry, "level", fields["level"], levels, "the scale's levels")


def _check_absence(held: Held, item: Item) -> Iterable[Diagnostic]:
    """An absence's `where` holds fields of its kind, with plain values that they can have."""
    entry = held.read.entries[item.id]
    kind = item.fields["of"]
    if kind not in DEMANDABLE:
        yield from _check_name(held, entry, "of", kind, DEMANDABLE, "the kinds of evidence")
        return
    where = item.fields.get("where", {})
    for name, value in where.items() if isinstance(where, Mapping) else ():
        at = (*entry.route, "where", name)
        field = find_field(fields_of(str(kind)), tuple(name.split(".")))
        if not isinstance(field, FieldType):
            index, known = field
            step = name.split(".")[index]
            plain = "dots reach into records only, not into lists or plain values"
            help_ = instead(step, known, "" if known else plain)
            message = (
                f"'{step}' is not a field of {'.'.join((str(kind), *name.split('.')[:index]))}"
            )
            yield entry.diagnostic("unknown-field", message, help_, at, key=True)
            continue
        several = isinstance(value, tuple)
        for index, each in enumerate(value if isinstance(value, tuple) else (value,)):
            inner = (*at, index) if several else at
            yield from _check_sought(held, entry, inner, field, each)


_PLAIN = {"text": str, "word": str, "reference": str, "flag": bool}


def _check_sought(
    held: Held, entry: Entry, at: Route, field: FieldType, value: object
) -> Iterable[Diagnostic]:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    fits = number if field.shape == "number" else isinstance(value, _PLAIN.get(field.shape, ()))
    if not fits:
        message = f"a field that is {field.said} cannot be sought by {shown(value)}"
        yield entry.diagnostic("wrong-type", message, "name a field with plain values", at)
    elif isinstance(value, str):
        if field.words and value not in field.words:
            help_ = instead(value, field.words)
            message = f"'{value}' is none of the words of the field"
            yield entry.diagnostic("unknown-word", message, help_, at)
        yield from _check_leaf(held, entry, at, field, value)
