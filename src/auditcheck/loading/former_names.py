"""What things of a pack were called before: no name that is still there, and none twice."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from auditcheck.files.diagnostic import Diagnostic, Related
from auditcheck.files.place import Route
from auditcheck.loading.sections import Entry, Sections

_HELP = "name what is no longer there, each by the one that it has become"


class _Said(NamedTuple):
    """A former name as written: in full, and where it stands."""

    name: str
    entry: Entry
    route: Route


def check_former_names(sections: Sections) -> Iterable[Diagnostic]:
    """A fault for each `was` that names what the pack still has, or what another was too."""
    for section, what in (
        ("criteria", "a criterion"),
        ("questions", "a question"),
        ("recommendations", "a recommendation"),
    ):
        entries = sections.of(section)
        said = [each for entry in entries.values() for each in _said(entry, entry.route)]
        yield from _wrong(said, entries, what)
    of_parts = [
        each._replace(name=each.name if "." in each.name else f"{question}.{each.name}")
        for question, entry in sections.of("questions").items()
        for part in _parts(entry)
        for each in _said(entry, (*entry.route, "parts", part))
    ]
    there = {
        f"{question}.{part}"
        for question, entry in sections.of("questions").items()
        for part in _parts(entry)
    }
    yield from _wrong(of_parts, there, "a part")


def _parts(entry: Entry) -> Mapping[str, object]:
    parts = entry.value.get("parts") if isinstance(entry.value, dict) else None
    return parts if isinstance(parts, dict) else {}


def _said(entry: Entry, route: Route) -> Iterable[_Said]:
    """The former names of what stands at the route, as far as they are texts."""
    value: object = entry.value
    for step in route[len(entry.route) :]:
        value = value.get(str(step)) if isinstance(value, dict) else None
    was = value.get("was") if isinstance(value, dict) else None
    if isinstance(was, str):
        yield _Said(was, entry, (*route, "was"))
    for index, name in enumerate(was if isinstance(was, list) else ()):
        if isinstance(name, str):
            yield _Said(name, entry, (*route, "was", index))


def _wrong(said: Iterable[_Said], there: Collection[str], what: str) -> Iterable[Diagnostic]:
    first: dict[str, _Said] = {}
    for each in said:
        before = first.setdefault(each.name, each)
        if each.name in there:
            message = f"'{each.name}' is still {what} of the pack"
            yield each.entry.diagnostic("was-taken", message, _HELP, each.route)
        elif before is not each and not _one_list(before, each):
            document = before.entry.document
            also = Related("here first", document.path, document.spots.value(before.route))
            message = f"'{each.name}' is what two of the pack's things were called"
            found = each.entry.diagnostic("was-taken", message, _HELP, each.route)
            yield Diagnostic(
                found.code, "fault", found.message, found.path, found.span, _HELP, (also,)
            )


def _one_list(one: _Said, other: _Said) -> bool:
    """Whether both stand in the list of one thing, which is told as any list's doubles are."""
    return one.route[:-1] == other.route[:-1] and isinstance(one.route[-1], int)
