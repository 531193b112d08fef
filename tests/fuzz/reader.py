"""Bytes of any kind to the reader of YAML."""

from collections.abc import Iterable, Iterator

import yaml

from auditcheck.files import yaml_text
from auditcheck.files.place import Route
from auditcheck.files.refusals import MOST_DEPTH
from auditcheck.files.yaml_text import Document, read_yaml, shown_text
from fuzz.promises import told_in_place, within
from fuzz.seeds import ROOT

PATH = "e.yaml"
BOTH = 2_000  # bytes that the parser in Python, which is slow, is tried with too
TOKENS = (
    "---", "...", "- ", "? ", ": ", "#", "&a", "*a", "!t", "!!str", "<<: ", "|", ">", "|-", ">+",
    "|2", "'", '"', "[", "]", "{", "}", ", ", "%YAML 1.1", "%TAG", "\\x1b", "\\u202e",
    "\\U0001F600", "\\ud800", "\\N", "\r\n", "\r", "\n  ", "\t", "true", "null", "~", "1.10",
    "0x1F", "1e9", "audit:", "\u2028", "\x85", "\ufeff", "\u00a0", "å", "😀",
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    """Files that are refused, each for a reason, and files that are read."""
    for folder in ("tests/hostile/yaml", "tests/hostile/base", "evidence", "rules"):
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            yield path.read_bytes()


def one_input(data: bytes) -> None:
    """Read, or refused with places; the same twice; and alike whichever parser reads."""
    document, faults = read_yaml(PATH, data)
    assert (document is None) == bool(faults)
    assert all(each.severity == "fault" and each.path == PATH for each in faults)
    told_in_place(faults, {PATH: shown_text(data)})
    if document is not None:
        stands_where_it_says(document)
    assert _said(*read_yaml(PATH, data)) == _said(document, faults)
    if len(data) <= BOTH:
        other = _read_in_python(data)
        if document is not None and other is not None:
            assert _data(other) == _data(document)


def stands_where_it_says(document: Document) -> None:
    """All of it is plain data, not too deep, and each value's place is within its container's."""
    for route, value in routes(document.data):
        assert isinstance(value, dict | list | str | int | float), route
        assert len(route) <= MOST_DEPTH
        span = document.spots.value(route)
        within(span, document.text)
        within(document.spots.key(route), document.text)
        if route:
            around = document.spots.value(route[:-1])
            assert (around.line, around.column) <= (span.line, span.column), route
            assert (span.end_line, span.end_column) <= (around.end_line, around.end_column), route


def routes(value: object, route: Route = ()) -> Iterator[tuple[Route, object]]:
    """Every route in the data with its value."""
    yield route, value
    inside: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, list):
        inside = enumerate(value)
    for step, each in inside:
        yield from routes(each, (*route, step))


def _read_in_python(data: bytes) -> Document | None:
    """What the parser in Python makes of it: it tells its faults in place too."""
    kept = yaml_text.EVENTS
    yaml_text.EVENTS = yaml.SafeLoader
    try:
        document, faults = read_yaml(PATH, data)
    finally:
        yaml_text.EVENTS = kept
    told_in_place(faults, {PATH: shown_text(data)})
    return document


def _data(document: Document) -> object:
    places = [document.spots.value(route) for route, _ in routes(document.data)]
    return repr(document.data), places


def _said(document: Document | None, faults: object) -> object:
    return faults if document is None else _data(document)
