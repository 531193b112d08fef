"""Plain data as YAML text that reads back as the same data."""

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

WIDE = 96
_PLAIN = re.compile(r"[^\W\d_][\w.§/()–-]*(?: [\w.§/()–-]+)*")
_WORDS = ("true", "false", "null")


def scalar(value: object) -> str:
    """A text, number, or true or false; text in quotes where it could be taken for another."""
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) and value.casefold() not in _WORDS
        return value if plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, float):
        return format(Decimal(str(value)), "f")  # an exponent would be read as text
    return json.dumps(value)


def flow(value: object) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        pairs = (f"{scalar(key)}: {flow(each)}" for key, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(flow(each) for each in value)}]"
    return scalar(value)


def block(mapping: Mapping[str, object], depth: int = 0) -> Iterable[str]:
    """A mapping as lines, its values on the same line where there is room."""
    indent = "  " * depth
    for key, value in mapping.items():
        line = f"{indent}{scalar(key)}: {flow(value)}"
        if len(line) <= WIDE or not value or not isinstance(value, Mapping | list):
            yield line
        elif isinstance(value, Mapping):
            yield f"{indent}{scalar(key)}:"
            yield from block(value, depth + 1)
        else:
            yield f"{indent}{scalar(key)}:"
            yield from (f"{indent}  - {flow(each)}" for each in value)
