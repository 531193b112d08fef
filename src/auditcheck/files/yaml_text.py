"""YAML text to plain data and the places of all that is in it, in one pass over the events."""

import re
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from auditcheck.files.diagnostic import Diagnostic, in_order
from auditcheck.files.place import Spots
from auditcheck.files.refusals import (
    MOST_CHARACTERS,
    MOST_DEPTH,
    MOST_DIGITS,
    MOST_NODES,
    MOST_SIGNIFICANT,
    STAND_IN,
    Extent,
    Faults,
    StopReadingError,
)

NUMERIC = frozenset("+-0123456789")
NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
WORDS: dict[str, bool | None] = {"true": True, "false": False}
WORDS |= dict.fromkeys(("", "~", "null", "Null", "NULL"))

EVENTS: Callable[[str], Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its text (without a byte order mark), its data, and their places."""

    path: str
    text: str
    data: dict[str, object]
    spots: Spots


class Reading(NamedTuple):
    """What became of a file: its document or its faults, and how many values were read of it."""

    document: Document | None
    problems: tuple[Diagnostic, ...]
    values: int


def read_yaml(path: str, raw: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Return the document, or None and all that is wrong with it; nothing is raised."""
    document, problems, _ = read_counted(path, raw)
    return document, problems


def read_counted(path: str, raw: bytes) -> Reading:
    """Read a file as `read_yaml` does, and count its keys and values, of one refused too."""
    text = shown_text(raw)
    faults = Faults(path, text)
    data, spots = None, None
    try:
        faults.size(raw)
        faults.encoding(raw)
        data, spots = _read(faults.characters(), faults)
    except StopReadingError:
        pass
    if data is None or spots is None or faults.found:
        return Reading(None, in_order(faults.found), len(faults.nodes))
    return Reading(Document(path, text, data, spots), (), len(faults.nodes))


def shown_text(raw: bytes) -> str:
    """Return the text that lines and columns speak of; U+FFFD stands for bytes not UTF-8."""
    return raw.decode("utf-8-sig", "replace")


def _read(text: str, faults: Faults) -> tuple[dict[str, object], Spots]:
    loader = EVENTS(text)
    try:
        return _build(loader.get_event, text, faults)
    except yaml.MarkedYAMLError as error:
        problem = error.problem or ""
        place, origin = _offset(error.problem_mark), _offset(error.context_mark)
        if "escape code" in problem:
            raise faults.bad_escape(place or 0) from None
        raise faults.syntax(problem, error.context or "", place or 0, origin) from None
    except RecursionError:
        raise faults.too_deep(None) from None
    except (ValueError, OverflowError):  # chr() in the pure-Python scanner
        raise faults.bad_escape(loader.get_mark().index) from None


def _build(  # noqa: PLR0915 - one loop: a call an event would cost more than the rest of it
    next_event: Callable[[], Any], text: str, faults: Faults
) -> tuple[dict[str, object], Spots]:
    """Return the data and its places; the kinds of events are tested the most frequent first."""
    starts, ends, after = array("I"), array("I"), array("I")  # see Spots
    lists: set[int] = set()
    written: dict[int, str] = {}  # the keys that the file does not show as they are
    known: dict[str, str] = {}  # the plain keys met so far; one string serves all
    spots = Spots(text, (starts, ends, after), lists, written)
    faults.nodes = starts
    escapes = "\\" in text
    root: dict[str, object] = {}
    stack: list[tuple[Any, bool, str | None, int]] = []
    here: Any = None  # the open container
    mapping = False  # whether it is one
    key: str | None = None  # the key that waits for its value
    number = 0  # of the open container among the nodes
    count = last = documents = 0  # nodes so far; the end of the last of them
    value: Any
    scalar, mapping_start, sequence_start = (
        yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    )  # fmt: skip
    while True:
        event = next_event()
        kind = type(event)
        if kind is scalar:
            start = event.start_mark.index
            last = event.end_mark.index
            value = event.value
            style = event.style
            if event.anchor is not None or event.tag is not None:
                faults.properties(start, event.anchor, event.tag)
            if count >= MOST_NODES:
                raise faults.too_many(start)
            if last - start > MOST_CHARACTERS and len(value) > MOST_CHARACTERS:
                faults.text_length(value, (start, last))
            if style == '"' and escapes:
                faults.escapes(start, last)
            if mapping and key is None:
                if style or value not in known or last - start != len(value):
                    faults.key(value, style, (start, last), None if style else _meaning(value))
                    if style or last - start != len(value):
                        written[count] = value
                    else:
                        known[value] = value
                key = known.get(value, value)
                if key in here:
                    faults.duplicate(key, (start, last), spots.first(key, number))
            else:
                if not style:
                    if value in WORDS:
                        plain, value = value, WORDS[value]
                        if here is None and not plain:
                            continue  # a document without a node
                        if value is None:
                            holder = (starts[-1], ends[-1]) if mapping else None
                            faults.empty(plain, _gap(text, start, last, holder), key)
                    elif value[0] in NUMERIC and (found := NUMBER.fullmatch(value)):
                        value = _number(value, found.group(1), (start, last), faults)
                elif style not in "\"'":
                    last = start + len(text[start:last].rstrip(" \t\r\n"))
                if mapping:
                    here[key] = value
                    key = None
                elif here is None:
                    raise faults.not_a_mapping("a single value", (start, last))
                else:
                    here.append(value)
            count += 1
            starts.append(start)
            ends.append(last)
            after.append(count)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            end = event.end_mark.index
            if event.start_mark.index != end:  # a bracket; a block ends with its last value
                last = end
            ends[number] = last
            after[number] = count
            here, mapping, key, number = stack.pop()
        elif kind is mapping_start or kind is sequence_start:
            start = event.start_mark.index
            if event.anchor is not None or event.tag is not None:
                faults.properties(start, event.anchor, event.tag)
            value = {} if kind is mapping_start else []
            if mapping:
                if key is None:
                    faults.complex_key((start, event.end_mark.index))
                    key = written[count] = f"{STAND_IN}{count}"
                else:
                    here[key] = value
                    key = None
            elif here is not None:
                here.append(value)
            elif kind is mapping_start:
                root = value
            else:
                raise faults.not_a_mapping("a list", (start, event.end_mark.index))
            if len(stack) >= MOST_DEPTH:
                raise faults.too_deep((start, event.end_mark.index))
            if count >= MOST_NODES:
                raise faults.too_many(start)
            stack.append((here, mapping, key, number))
            here, mapping, key, number = value, kind is mapping_start, None, count
            if not mapping:
                lists.add(count)
            count += 1
            last = event.end_mark.index
            starts.append(start)
            ends.append(last)
            after.append(0)
        elif kind is yaml.AliasEvent:
            start, last = event.start_mark.index, event.end_mark.index
            faults.alias((start, last))
            if mapping and key is None:
                key = written[count] = f"{STAND_IN}{count}"
            elif mapping:
                here[key] = None
                key = None
            elif here is None:
                raise faults.not_a_mapping("an alias", (start, last))
            count += 1
            starts.append(start)
            ends.append(last)
            after.append(count)
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise faults.several((event.start_mark.index, event.end_mark.index))
        elif kind is yaml.StreamEndEvent:
            return root, spots


def _offset(mark: yaml.Mark | None) -> int | None:
    return None if mark is None else mark.index


def _meaning(plain: str) -> str | None:
    """Return what a plain scalar is if not text (an empty one is for the caller to judge)."""
    if plain in WORDS:
        return "a boolean" if WORDS[plain] is not None else "null" if plain else None
    return "a number" if NUMBER.fullmatch(plain) else None


def _number(plain: str, fraction: str | None, extent: Extent, faults: Faults) -> int | float:
    """Return the number; one that would not be kept exactly is a fault, and 0."""
    digits = plain.lstrip("+-").replace(".", "")
    if len(digits) > MOST_DIGITS:
        faults.digits(len(digits), MOST_DIGITS, "digits", extent)
        return 0
    if fraction is None:
        return int(plain)
    significant = len(digits.strip("0"))
    if significant > MOST_SIGNIFICANT:
        faults.digits(significant, MOST_SIGNIFICANT, "significant digits", extent)
    return float(plain)


def _gap(text: str, start: int, end: int, key: Extent | None) -> Extent:
    """Return what to point at for a value that is null: itself, its key, or its dash."""
    if start < end:
        return start, end
    if key is not None:
        return key
    return (start - 1 if text[start - 1 : start] == "-" else start), start
