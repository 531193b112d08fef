"""One audit's evidence: files to checked items, or every diagnostic at once."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from auditcheck.files.diagnostic import Diagnostic
from auditcheck.files.yaml_text import Document
from auditcheck.loading.problems import validated
from auditcheck.loading.rests import rest_of
from auditcheck.loading.sections import Entry, Sections, check_id, unite
from auditcheck.model.days import Days
from auditcheck.model.engagement import Audit
from auditcheck.model.evidence import Citation, Evidence, Fields, Item, Value
from auditcheck.model.kinds import KINDS
from auditcheck.model.written import Common, plain

ALONE = ("audit",)
_BESIDE = ("sources", "incomplete", "confidential", "accept")
_WITHOUT_SOURCES = ("sources", "judgements", "responses")


class Read(NamedTuple):
    """Evidence as read: items validated one by one, not yet against each other or the rules.

    `rests` are what is sound in the items that were refused.
    """

    audit: Fields | None
    at_audit: Entry | None
    items: Mapping[str, Mapping[str, Item]]
    entries: Mapping[str, Entry]
    sections: Sections
    rests: tuple[Item, ...] = ()


def read_evidence(
    documents: Iterable[Document],
    folder: str,
    models: Mapping[str, type[Common]] = KINDS,
) -> Read:
    """The items and the audit in these files; problems are gathered in `sections.problems`.

    `models` are what an item of each kind must be like.
    """
    sections = unite(documents, KINDS, ALONE, one_space=True)
    problems = sections.problems
    entry = sections.alone.get("audit")
    audit = None
    if entry is None:
        problems.append(
            Diagnostic(
                "no-audit",
                "fault",
                "no file has the section 'audit'",
                folder,
                None,
                "add 'audit: {title: …, subject: {name: …}, as_of: …}' to one of the files",
            )
        )
    else:
        model = validated(Audit, entry, problems)
        audit = None if model is None else _mapping(plain(model))
        if audit is not None:
            audit.pop("accept", None)
    items: dict[str, dict[str, Item]] = {}
    entries: dict[str, Entry] = {}
    rests: list[Item] = []
    for kind in KINDS:
        items[kind] = {}
        for id_, each in sections.of(kind).items():
            entries[id_] = each
            problems += check_id(id_, each)
            whole = validated(models[kind], each, problems)
            sound = whole or rest_of(models[kind], each)
            if sound is not None:
                item = _item(id_, kind, sound)
                problems += _without_source(item, each)
                if whole is None:
                    rests.append(item)
                else:
                    items[kind][id_] = item
    return Read(audit, entry, items, entries, sections, tuple(rests))


def _item(id_: str, kind: str, model: Common) -> Item:
    written = _mapping(plain(model))
    citations = written.get("sources", ())
    incomplete = written.get("incomplete", ())
    return Item(
        id_,
        kind,
        {name: value for name, value in written.items() if name not in _BESIDE},
        tuple(_citation(each) for each in citations),  # type: ignore[union-attr]  # a list
        frozenset(str(name) for name in incomplete),  # type: ignore[union-attr]  # a list
        written.get("confidential") is True,
    )


def _without_source(item: Item, entry: Entry) -> Iterable[Diagnostic]:
    given = item.citations or (isinstance(entry.value, dict) and entry.value.get("sources"))
    if not given and item.kind not in _WITHOUT_SOURCES:
        message = f"'{item.id}' names no source"
        yield entry.diagnostic("no-source", message, "add 'sources: […]' to it")


def _mapping(value: object) -> dict[str, Value]:
    assert isinstance(value, dict)  # noqa: S101  a model is written as a mapping
    return value


def _citation(written: Value) -> Citation:
    assert isinstance(written, Mapping)  # noqa: S101  a model is written as a mapping
    quote, page = written.get("quote"), written.get("page")
    return Citation(
        str(written["source"]),
        None if quote is None else str(quote),
        page if isinstance(page, int) else None,
    )


def assembled(read: Read, as_of: date | None) -> Evidence:
    """The evidence of an audit that was read without fault, at its own day or another."""
    assert read.audit is not None  # noqa: S101  the caller has seen that nothing is wrong
    day = read.audit["as_of"]
    assert isinstance(day, Days)  # noqa: S101  the model made it one
    collecting = read.audit.get("collecting", ())
    return Evidence(
        read.audit,
        as_of or day.first,
        read.items,
        frozenset(str(kind) for kind in collecting),  # type: ignore[union-attr]  # a list
    )
