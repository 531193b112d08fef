"""Mutations of data rather than of bytes: what comes out is nearly what an auditor would write.

Byte noise dies in the reader; here keys, values and whole branches change places, and odd values
and the branches of other files are put in.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Any

from auditcheck.files.yaml_out import block
from auditcheck.files.yaml_text import read_yaml
from report.hostile import HOSTILE

Holder = dict[str, Any] | list[Any]
Mutate = Callable[[bytes, int], bytes]  # one of the fuzzer's own, of bytes

EDITS = (1, 1, 1, 2, 2, 3, 6)
TEXTS = (
    "", " ", "x", "å", "😀", "yes", "no", "true", "null", "0", "-1", "1e9", "75 %", "0 %", "101 %",
    "1/3 %", "all", "some", "half", "none", "$as_of", "$period", "$period.from", "$body.board",
    "$item.id", "$item.type", "$record.id", "$record.target", "$parameter.limit", "$audit.title",
    "$", "$x", "2024", "2024-03", "2024-03-31", "2024-02-30", "0001-01-01", "9999-12-31", "0000",
    "2024-13", "10000-01-01", "1 day", "9999 years", "0 months", "1 year", "SFS 2023:196",
    "SFS 2023:196, 4 §", 'http://a/"><b>', "https://a.example/?a=1&b=%2F", "../../etc/passwd",
    "/etc/passwd", "{due}", "{x}", "{", "}", "a" * 500, "rad ett\nrad två", "a\u00a0b", *HOSTILE,
)  # fmt: skip
NUMBERS = (0, 1, -1, 2, 3, 0.5, -0.0, 100, 10_000, 10**29, -(10**29), 999999999999.999, 1900, 9999)
OTHERS: tuple[Any, ...] = (True, False, [], {}, [[]], [{}], {"x": {}}, ["x", "x"])
UNREADABLE = str.maketrans(dict.fromkeys(map(chr, range(32)), " ") | {"\x7f": " "})


class Pantry:
    """What may be put in: every value of the given data by its key, and the keys by theirs."""

    def __init__(self, data: Iterable[Any]) -> None:
        self.values: dict[str, list[Any]] = defaultdict(list)
        self.keys: dict[str, list[str]] = defaultdict(list)
        for each in data:
            self._store("", each)
        self.every = sorted(self.values)

    def _store(self, key: str, value: Any) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                self.values[name].append(inner)
                self.keys[key].append(name)
                self._store(name, inner)
        elif isinstance(value, list):
            for inner in value:
                self._store(key, inner)

    def value(self, key: str, random: Random, like: Any = None) -> Any:
        """A value that stands under the key somewhere, mostly one like another; or an odd one."""
        known = self.values.get(key, ())
        if like is not None and random.random() < 0.7:
            known = [each for each in known if type(each) is type(like)]
        return copied(random.choice(known)) if known and random.random() < 0.9 else odd(random)

    def key(self, around: str, random: Random) -> str:
        """A key of what stands under a key, or any."""
        known = self.keys.get(around)
        return random.choice(known if known and random.random() < 0.8 else self.every)


def odd(random: Random) -> Any:
    """A value that somebody did not think of."""
    return copied(random.choice((random.choice(TEXTS), random.choice(NUMBERS),
                                 random.choice(OTHERS))))  # fmt: skip


def copied(value: Any) -> Any:
    """The value with containers of its own."""
    if isinstance(value, dict):
        return {key: copied(each) for key, each in value.items()}
    return [copied(each) for each in value] if isinstance(value, list) else value


def mutated(data: bytes, most: int, seed: int, pantry: Pantry, mutate: Mutate) -> bytes:
    """The file with some edits of its data, at most so many bytes; one that cannot be read, or
    now and then any, is changed by its bytes.
    """
    random = Random(seed)  # noqa: S311  a fuzzer's
    document, _ = read_yaml("e.yaml", data)
    if document is None or random.random() < 0.03:
        return mutate(data, most)
    tree = document.data
    for _ in range(random.choice(EDITS)):
        edit(tree, random, pantry)
    written = as_file(tree, lines=random.random() < 0.3)
    return written if len(written) <= most else data[:most]


def as_file(tree: dict[str, Any], *, lines: bool = False) -> bytes:
    """Data as a file: JSON, which is YAML, or lines as a person would write them."""
    if lines:
        return "\n".join(block(tree)).encode()
    return json.dumps(tree, ensure_ascii=False, indent=1).encode()


def edit(tree: dict[str, Any], random: Random, pantry: Pantry) -> None:
    """Change one thing, somewhere in the tree."""
    places = [*_holders(tree, "")]
    around, holder = random.choice(places)
    if isinstance(holder, list):
        _edit_list(holder, around, random, pantry)
        return
    _edit_mapping(holder, around, random, pantry, [each for _, each in places])


def _holders(value: Any, key: str) -> Iterator[tuple[str, Holder]]:
    if isinstance(value, dict):
        yield key, value
        for name, each in value.items():
            yield from _holders(each, name)
    elif isinstance(value, list):
        yield key, value
        for each in value:
            yield from _holders(each, key)


def _edit_list(holder: list[Any], around: str, random: Random, pantry: Pantry) -> None:
    at = random.randrange(len(holder) + 1)
    if at == len(holder) or random.random() < 0.3:
        new = pantry.value(around, random)
        holder.insert(at, random.choice(new) if isinstance(new, list) and new else new)
        return
    match random.randrange(4):
        case 0:
            del holder[at]
        case 1:
            holder.insert(random.randrange(at + 1), copied(holder[at]))
        case 2:
            holder.reverse()
        case _:
            holder[at] = changed(holder[at], around, random, pantry)


def _edit_mapping(
    holder: dict[str, Any], around: str, random: Random, pantry: Pantry, holders: list[Holder]
) -> None:
    if not holder or random.random() < 0.25:
        key = pantry.key(around, random)
        holder[key] = pantry.value(key, random)
        return
    key = random.choice([*holder])
    match random.randrange(6):
        case 0:
            del holder[key]
        case 1:  # the value under another key, or the same value twice
            holder[pantry.key(around, random)] = copied(holder[key])
        case 2:  # what two keys hold changes places
            other = random.choice([*holder])
            holder[key], holder[other] = holder[other], holder[key]
        case 3:  # a branch comes from elsewhere in the file
            taken = copied(random.choice(holders))
            if len(json.dumps(taken)) < 2_000:
                holder[key] = taken
        case _:
            holder[key] = changed(holder[key], key, random, pantry)


def changed(value: Any, key: str, random: Random, pantry: Pantry) -> Any:
    """Another value for a key: near the one that is there, or from elsewhere."""
    chance = random.random()
    if chance < 0.5:
        return pantry.value(key, random, value)
    if chance < 0.6:
        return random.choice(([value], {key: value}, {"all": [value]}, {"not": value},
                              {"some": value}, {"where": value}, {"is": value}))  # fmt: skip
    match value:
        case bool():
            return not value
        case int() | float():
            return random.choice((value + 1, value - 1, -value, value * 10, value / 2, str(value)))
        case str():
            return _changed_text(value, random)
        case list() if value:
            return value[: random.randrange(len(value) + 1)]
        case dict() if value:
            kept = random.randrange(len(value) + 1)
            return dict([*value.items()][:kept])
        case _:
            return odd(random)


def _changed_text(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    other = random.choice(TEXTS)
    return random.choice((
        text[:at] + other + text[at:],
        text[:at] + text[at + 1 :],
        text[:at] + text[:at],
        text.swapcase(),
        f"{text} ",
        other,
    )).translate(UNREADABLE)  # fmt: skip
