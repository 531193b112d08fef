"""The named selections of a pack, each read after the one that it builds on."""

from collections.abc import Iterable, Mapping

from auditcheck.files.diagnostic import Diagnostic
from auditcheck.language.scribe import Lexicon, Written
from auditcheck.language.selections import read_selection
from auditcheck.loading.sections import Entry, Sections
from auditcheck.model.kinds import DEMANDABLE


def read_selections(sections: Sections, lexicon: Lexicon) -> None:
    """Read the named selections, those that build on others after them."""
    waiting = dict(sections.of("selections"))
    for name in _in_order(waiting):
        entry = waiting.pop(name)
        written = Written(entry.value, entry.document, entry.route, lexicon)
        selection = read_selection(written, name)
        if selection is None:
            lexicon.broken.add(name)
        else:
            lexicon.selections[name] = selection
    lexicon.problems += _circles(waiting)
    lexicon.broken.update(waiting)


def _in_order(selections: Mapping[str, Entry]) -> list[str]:
    """The selections, each after the one that it builds on; without those that never can be."""
    building: dict[str, list[str]] = {}
    ready = []
    for name, entry in selections.items():
        base = _builds_on(entry)
        if base in selections and base not in DEMANDABLE:
            building.setdefault(base, []).append(name)
        else:
            ready.append(name)
    for name in ready:  # grows while it is gone through
        ready += building.get(name, ())
    return ready


def _circles(waiting: Mapping[str, Entry]) -> Iterable[Diagnostic]:
    """A fault for each circle of selections, at the one of it that is written first."""
    seen: set[str] = set()
    for start in waiting:
        path: list[str] = []
        name = start
        while name not in seen:
            seen.add(name)
            path.append(name)
            name = _builds_on(waiting[name])
        if name in path:
            circle = " → ".join([*path[path.index(name) :], name])
            message = f"these selections build on each other in a circle: {circle}"
            yield waiting[name].diagnostic("circle", message, "name a kind in one's 'of'")


def _builds_on(entry: Entry) -> str:
    return str(entry.value.get("of", "")) if isinstance(entry.value, dict) else ""
