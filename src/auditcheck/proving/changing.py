"""Evidence of a case: an audit or the file's own evidence, with what the case changes in it."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from auditcheck.files.diagnostic import Diagnostic
from auditcheck.files.place import Route
from auditcheck.files.spelling import nearest
from auditcheck.files.yaml_text import Document
from auditcheck.loading.sections import Entry
from auditcheck.model.kinds import KINDS
from auditcheck.proving.written import CaseText, texts_of

Key = tuple[str, ...]  # a section and an id; `audit` alone
Way = Literal["set", "remove"]


def evidence_of(
    entry: Entry,
    case: CaseText,
    base: Iterable[Document],
    as_of: date | None,
    problems: list[Diagnostic],
) -> list[Document]:
    """The files that the case's evidence would be: the base, its own, and what it changes."""
    own = _below(entry, "evidence", case.evidence)
    changed = _Changed(entry, _with_audit([*base, *own], entry, as_of), problems)
    for section, items in (case.set or {}).items():
        changed.set(section, items)
    for section, removed in (case.remove or {}).items():
        changed.remove(section, removed)
    return [*map(_filled, changed.documents()), *map(_filled, _below(entry, "add", case.add))]


def _with_audit(documents: list[Document], entry: Entry, as_of: date | None) -> list[Document]:
    """The documents, of which one has the audit: what a case need not write of it is filled in."""
    name = str(entry.route[-1])
    usual: dict[str, Any] = {"title": name, "subject": {"name": name}}
    if as_of is not None:
        usual["as_of"] = as_of.isoformat()
    whole = []
    for document in documents:
        audit = document.data.get("audit")
        if isinstance(audit, dict):
            data = {**document.data, "audit": {**usual, **audit}}
            whole.append(replace(document, data=data))
        else:
            whole.append(document)
    if any("audit" in document.data for document in documents):
        return whole
    spots = entry.document.spots.below(entry.route)
    return [replace(entry.document, data={"audit": usual}, spots=spots), *whole]


def _below(entry: Entry, key: str, data: dict[str, Any] | None) -> list[Document]:
    if data is None:
        return []
    spots = entry.document.spots.below((*entry.route, key))
    return [replace(entry.document, data=data, spots=spots)]


class _Changed:
    """Documents under change: what is changed stands in documents of its own, at its place."""

    def __init__(
        self, entry: Entry, documents: list[Document], problems: list[Diagnostic]
    ) -> None:
        self.entry = entry
        self.base = documents
        self.problems = problems
        self.there = {key: value for document in documents for key, value in _items(document.data)}
        self.changed: dict[Key, tuple[Way, dict[str, Any]]] = {}
        self.gone: set[Key] = set()

    def set(self, section: str, items: Mapping[str, Any]) -> None:
        """Give fields other values: `{id: {field: value}}`, of the audit `{field: value}`."""
        at: Route = (*self.entry.route, "set", section)
        if section == "audit":
            items = {"": items}
        for id_, fields in items.items():
            key, where = ((section,), at) if section == "audit" else ((section, id_), (*at, id_))
            item = self._item(key, where, "set")
            if item is None:
                continue
            if not isinstance(fields, dict):
                self._say("wrong-type", "found no mapping", "write {field: value}", where)
                continue
            for name, value in fields.items():
                _put(item, name.split("."), value)

    def remove(self, section: str, removed: list[str] | dict[str, list[str]]) -> None:
        """Take away items, or fields of them."""
        at: Route = (*self.entry.route, "remove", section)
        if isinstance(removed, dict):
            for id_, fields in removed.items():
                self._take((section, id_), fields, (*at, id_))
        elif section == "audit":
            self._take((section,), removed, at)
        else:
            for index, id_ in enumerate(removed):
                if self._item((section, id_), (*at, index), "remove") is not None:
                    self.gone.add((section, id_))

    def _take(self, key: Key, fields: list[str], at: Route) -> None:
        item = self._item(key, at, "remove")
        for index, name in enumerate(fields if item is not None else ()):
            if not _taken(item, name.split(".")):
                message = f"'{key[-1]}' gives no '{name}'"
                self._say("unknown-field", message, "name a field that it gives", (*at, index))

    def _item(self, key: Key, at: Route, way: Way) -> dict[str, Any] | None:
        """The item to change, a copy of what stands in the evidence."""
        if key in self.changed:
            return self.changed[key][1]
        found = self.there.get(key)
        if not isinstance(found, dict):
            known = [each[-1] for each in self.there if each[0] == key[0]]
            close = nearest(key[-1], known)
            help_ = f"write '{close}'" if close else "add new items under 'add' or 'evidence'"
            message = f"'{key[-1]}' names nothing in the evidence's {key[0]}"
            self._say("unknown-id", message, help_, at, key=True)
            return None
        item: dict[str, Any] = deepcopy(found)
        self.changed[key] = way, item
        return item

    def _say(self, code: str, message: str, help_: str, at: Route, *, key: bool = False) -> None:
        self.problems.append(self.entry.diagnostic(code, message, help_, at, key=key))

    def documents(self) -> Iterable[Document]:
        for document in self.base:
            yield replace(document, data=self._left(document.data))
        for way in ("set", "remove"):
            data: dict[str, Any] = {}
            for key, (changed_by, item) in self.changed.items():
                if changed_by == way and key not in self.gone:
                    if len(key) == 1:
                        data[key[0]] = item
                    else:
                        data.setdefault(key[0], {})[key[1]] = item
            yield from _below(self.entry, way, data)

    def _left(self, data: Mapping[str, Any]) -> dict[str, Any]:
        left: dict[str, Any] = {}
        for section, value in data.items():
            if (section,) in self.changed:
                continue
            if section in KINDS and isinstance(value, dict):
                away = {*self.changed, *self.gone}
                left[section] = {i: v for i, v in value.items() if (section, i) not in away}
            else:
                left[section] = value
        return left


def _items(data: Mapping[str, Any]) -> Iterable[tuple[Key, object]]:
    for section, value in data.items():
        if section == "audit":
            yield (section,), value
        elif isinstance(value, dict):
            yield from (((section, id_), item) for id_, item in value.items())


def _put(item: dict[str, Any], path: list[str], value: object) -> None:
    for step in path[:-1]:
        inner = item.get(step)
        if not isinstance(inner, dict):
            inner = item[step] = {}
        item = inner
    item[path[-1]] = value


def _taken(item: dict[str, Any] | None, path: list[str]) -> bool:
    for step in path[:-1]:
        inner = item.get(step) if item else None
        item = inner if isinstance(inner, dict) else None
    return item is not None and item.pop(path[-1], None) is not None


def _filled(document: Document) -> Document:
    """Texts that every item must have, where the case does not write them: the item's id."""
    return replace(
        document, data={name: _section(name, value) for name, value in document.data.items()}
    )


def _section(kind: str, value: object) -> object:
    if kind not in KINDS or not isinstance(value, dict):
        return value
    return {id_: _item(kind, id_, item) for id_, item in value.items()}


def _item(kind: str, id_: str, item: object) -> object:
    if not isinstance(item, dict):
        return item
    named = (*texts_of(kind), *(("title",) if kind == "sources" and "role" not in item else ()))
    return {**{name: id_ for name in named if name not in item}, **item}
