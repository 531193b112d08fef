"""The union of files: what each section holds, whichever file it stands in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from re import compile as pattern
from typing import NamedTuple

from auditcheck.files.diagnostic import Diagnostic, Related
from auditcheck.files.place import Route, Span
from auditcheck.files.spelling import instead
from auditcheck.files.yaml_text import Document

_ID = pattern(r"[a-z0-9]+(-[a-z0-9]+)*")


class Entry(NamedTuple):
    """A section's entry (or a whole section, for one that stands alone), and where it stands."""

    value: object
    document: Document
    route: Route

    @property
    def span(self) -> Span:
        """Where its key stands."""
        return self.document.spots.key(self.route)

    def diagnostic(
        self, code: str, message: str, help_: str, route: Route | None = None, *, key: bool = False
    ) -> Diagnostic:
        """A fault in this entry: at `route` inside the file, or at the entry's own key."""
        spots = self.document.spots
        at = self.route if route is None else route
        span = spots.key(at) if key or route is None else spots.value(at)
        return Diagnostic(code, "fault", message, self.document.path, span, help_)


@dataclass(slots=True)
class Sections:
    """All entries by section and id, in the order of files and lines, with what is wrong."""

    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)
    alone: dict[str, Entry] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    def of(self, section: str) -> Mapping[str, Entry]:
        """The entries of a section."""
        return self.entries.get(section, {})


def unite(
    documents: Iterable[Document],
    sections: Iterable[str],
    alone: Iterable[str],
    *,
    one_space: bool,
) -> Sections:
    """The sections of all the documents.

    `alone` are the sections that are one thing, not a mapping from ids. With `one_space` an id is
    unique over all sections, else within its own.
    """
    united = Sections()
    known = [*alone, *sections]
    seen: dict[tuple[str, str], Entry] = {}
    for document in documents:
        for section, value in document.data.items():
            entry = Entry(value, document, (section,))
            if section not in known:
                help_ = instead(section, known)
                united.problems.append(
                    entry.diagnostic("unknown-section", f"'{section}' is not a section", help_)
                )
            elif section in alone:
                _add(united.alone, section, entry, united.problems, {}, ("", section))
            else:
                _add_entries(united, section, entry, seen, one_space=one_space)
    return united


def _add_entries(
    united: Sections,
    section: str,
    whole: Entry,
    seen: dict[tuple[str, str], Entry],
    *,
    one_space: bool,
) -> None:
    if not isinstance(whole.value, dict):
        united.problems.append(
            whole.diagnostic(
                "wrong-type",
                f"'{section}' is not a mapping from ids",
                "write 'id: {…}' under it",
                whole.route,
            )
        )
        return
    entries = united.entries.setdefault(section, {})
    for id_, value in whole.value.items():
        entry = Entry(value, whole.document, (section, id_))
        space = "" if one_space else section
        _add(entries, id_, entry, united.problems, seen, (space, id_))


def _add(
    entries: dict[str, Entry],
    name: str,
    entry: Entry,
    problems: list[Diagnostic],
    seen: dict[tuple[str, str], Entry],
    key: tuple[str, str],
) -> None:
    alone = len(entry.route) == 1
    first = seen.get(key) or entries.get(name)
    if first is None:
        entries[name] = seen[key] = entry
        return
    problems.append(
        Diagnostic(
            "duplicate-id",
            "fault",
            f"'{name}' is given twice",
            entry.document.path,
            entry.span,
            "join the two" if alone else "give each its own id, or keep one of them",
            (Related("it is first given here", first.document.path, first.span),),
        )
    )


def check_id(id_: str, entry: Entry, *, dots: bool = False) -> Iterable[Diagnostic]:
    """An id is lower-case ASCII words joined by `-`; a criterion's may have dots between them."""
    words = id_.split(".") if dots else [id_]
    if all(_ID.fullmatch(word) for word in words):
        return
    yield entry.diagnostic(
        "bad-id",
        f"'{id_}' is not an id",
        "write lower-case letters a-z and digits, joined by '-', such as 'board-minutes-2023'",
    )
