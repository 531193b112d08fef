"""What the fuzzers begin with: the shipped files, whole and in slices, as plain data."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from auditcheck.files.yaml_text import read_yaml

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests" / "hostile" / "base"
Data = dict[str, Any]


@cache
def united(folder: Path) -> Data:
    """All sections of a folder's files (but for its tests) as one mapping."""
    whole: Data = {}
    for path in sorted(folder.glob("*.yaml")):
        if not path.name.endswith(".test.yaml"):
            join(whole, data_in(path))
    return whole


def data_in(path: Path) -> Data:
    """A file's data; empty where it cannot be read."""
    document, _ = read_yaml(path.name, path.read_bytes())
    return document.data if document else {}


def join(whole: Data, more: Data) -> None:
    """Lay the entries of the sections into those that are there; what is no mapping replaces."""
    for section, entries in more.items():
        if isinstance(entries, dict):
            kept = whole.get(section)
            whole[section] = {**(kept if isinstance(kept, dict) else {}), **entries}
        else:
            whole[section] = entries


def hostile(folder: str) -> Iterator[Data]:
    """The sound base with each of the faults that must be refused."""
    for path in sorted((ROOT / "tests" / "hostile" / folder).glob("*.yaml")):
        whole: Data = {}
        join(whole, united(BASE / folder))
        join(whole, data_in(path))
        yield whole


def slices(whole: Data, always: Iterable[str], starts: Iterable[str]) -> Iterator[Data]:
    """For each id to start at, the smallest data that hold it and all that it names.

    `always` are the sections that are kept whole.
    """
    places: dict[str, list[str]] = {}
    for section, entries in whole.items():
        for id_ in entries if isinstance(entries, dict) and section not in always else ():
            places.setdefault(id_, []).append(section)
    kept = {section: whole[section] for section in always if section in whole}
    for start in starts:
        taken: dict[str, None] = {}
        waiting = [start, *_named(kept, places)]
        while waiting:
            id_ = waiting.pop()
            if id_ not in taken:
                taken[id_] = None
                for section in places[id_]:
                    waiting += _named(whole[section][id_], places)
        slice_ = dict(kept)
        for id_ in sorted(taken):
            for section in places[id_]:
                slice_.setdefault(section, {})[id_] = whole[section][id_]
        yield slice_


def _named(value: object, ids: Iterable[str]) -> Iterator[str]:
    """The ids that stand as texts or keys anywhere in a value."""
    if isinstance(value, str):
        yield from (value,) if value in ids else ()
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _named(key, ids)
            yield from _named(each, ids)
    elif isinstance(value, list):
        for each in value:
            yield from _named(each, ids)
