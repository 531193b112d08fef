"""Values still to be filled in: what a blank looks like, and two demands on one thing as one."""

import re
import unicodedata
from collections.abc import Sequence

from auditcheck.language.fields import FieldType
from auditcheck.model.conditions import Argument, Compare, Dollar, FieldTest, Fixed

BLANK = "FYLL I"
_MOST_CHOICES = 12

Fields = dict[str, object]


def element(type_: FieldType) -> FieldType:
    """The type of one element of a list."""
    return FieldType(
        type_.shape,
        words=type_.words,
        vocabulary=type_.vocabulary,
        kinds=type_.kinds,
        record=type_.record,
    )


def choice(values: Sequence[object]) -> object:
    """The only value, or a blank that names those to choose from."""
    if len(values) == 1:
        return values[0]
    few = 0 < len(values) <= _MOST_CHOICES
    return f"{BLANK} ({', '.join(map(str, values))})" if few else BLANK


def constant(argument: Argument) -> object:
    """An argument as it is written in evidence; None for what is not known beforehand."""
    match argument:
        case Fixed(value=str() | bool() | int() | float() as value):
            return value
        case Dollar(of="body", path=(name,)):
            return as_id(name)
        case _:
            return None


def value_said(test: FieldTest) -> object:
    """The one value that a test asks for, if it does."""
    match test.matchers:
        case (Compare(operator="is" | "includes", arguments=(argument,)),):
            return constant(argument)
        case _:
            return None


def is_blank(value: object) -> bool:
    """Whether a value is to be filled in."""
    return isinstance(value, str) and value.startswith(BLANK)


def differ(one: object, other: object) -> bool:
    """Whether two items' fields cannot be one item's."""
    match one, other:
        case dict(), dict():
            return any(differ(one[name], other[name]) for name in one.keys() & other.keys())
        case list(), list():
            return False
        case _:
            return one != other and not is_blank(one) and not is_blank(other)


def joined(one: Fields, other: Fields) -> Fields:
    """Two items' fields as one item's."""
    return one | {
        name: both(one[name], value) if name in one else value for name, value in other.items()
    }


def both(one: object, other: object) -> object:
    """Two demands on one field as one value: lists together, a value rather than a blank."""
    match one, other:
        case dict(), dict():
            return joined(one, other)
        case list(), list():
            both = [*one, *(each for each in other if each not in one)]
            return [each for each in both if not is_blank(each)] or both[:1]
        case _:
            return other if is_blank(one) else one


def as_id(text: str) -> str:
    """A text as an id: lower-case ASCII words joined by a dash."""
    letters = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "bevis"
