"""Matchers of numbers: from what is written under `is`, `count` or `share` to comparisons.

And lengths of time.
"""

from fractions import Fraction
from typing import get_args

from auditcheck.language.arguments import NUMBER, Surroundings, read_argument, read_list
from auditcheck.language.fields import FieldType
from auditcheck.language.operators import OF_LISTS, OF_RECORDS, SHAPES
from auditcheck.language.scribe import Written, shown
from auditcheck.model.conditions import Compare, Fixed, Operator
from auditcheck.model.days import LONGEST, parse_duration


def read_pair(
    written: Written, wanted: FieldType, around: Surroundings
) -> tuple[object, ...] | None:
    """The two ends of a range, the lowest first; None after a fault."""
    pair = read_list(written, wanted, around)
    if pair is not None and len(pair) != 2:  # noqa: PLR2004  two ends
        found = "1 value" if len(pair) == 1 else f"{len(pair)} values"
        written.fault("wrong-type", f"found {found}", "write [lowest, highest]")
        return None
    match pair:
        case (
            Fixed(int() | float() | Fraction() as low),
            Fixed(int() | float() | Fraction() as high),
        ):
            if low > high:
                message = f"no number is between {low} and {high}"
                written.fault("never-holds", message, "write the lowest first")
                return None
        case _:
            pass
    return pair


def read_number(
    written: Written, around: Surroundings, wanted: FieldType = NUMBER
) -> tuple[Compare, ...]:
    """A matcher of a number: a plain value, a list of them, or operators."""
    value = written.value
    if isinstance(value, dict) and "parameter" not in value:
        compared = [
            _read_number_operator(written.at(name, argument), name, around, wanted)
            for name, argument in value.items()
        ]
        if not value:
            written.fault("empty-list", "found an empty mapping", "write at least one operator")
        return tuple(each for each in compared if each is not None)
    arguments = read_list(written, wanted, around)
    if arguments is None:
        return ()
    return (Compare("one_of" if isinstance(value, list) else "is", arguments),)


def _read_number_operator(
    written: Written, name: str, around: Surroundings, wanted: FieldType
) -> Compare | None:
    allowed = [each for each, shapes in SHAPES.items() if "number" in shapes]
    if name not in allowed:
        refuse_operator(written, name, NUMBER, allowed, plain=False)
        return None
    if name == "between":
        pair = read_pair(written, wanted, around)
        return None if pair is None else Compare("between", pair)  # type: ignore[arg-type]
    several = name in ("one_of", "none_of")
    arguments = (
        read_list(written, wanted, around)
        if several
        else one(read_argument(written, wanted, around))
    )
    operator = next(each for each in get_args(Operator) if each == name)
    return None if arguments is None else Compare(operator, arguments)  # type: ignore[arg-type]


def refuse_operator(
    written: Written, name: str, field: FieldType, allowed: list[str], *, plain: bool
) -> None:
    """Record that the field does not take the operator."""
    known = {*SHAPES, *OF_LISTS, *OF_RECORDS, "count", "given", "where", "share"}
    if name not in known:
        written.unknown("the operator", name, allowed, at_key=True)
        return
    wrong = "a plain value" if plain else f"'{name}'"
    written.fault(
        "wrong-operator",
        f"{wrong} does not fit a field that is {field.said}",
        f"use one of: {', '.join(allowed)}",
        at_key=not plain,
    )


def one(argument: object) -> tuple[object, ...] | None:
    """The argument as one of several; None where there is none."""
    return None if argument is None else (argument,)


def read_duration(written: Written) -> Fixed | None:
    """A length of time such as `2 years`."""
    try:
        return Fixed(parse_duration(written.value if isinstance(written.value, str) else ""))
    except ValueError:
        written.fault(
            "not-a-duration",
            f"found {shown(written.value)}",
            "write a number and days, weeks, months or years, such as '2 years'",
        )
    except OverflowError:
        message, help_ = f"found {shown(written.value)}", f"write a number from 1 to {LONGEST}"
        written.fault("not-a-duration", message, help_)
    return None
