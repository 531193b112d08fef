"""Arguments, numbers and enumerations in Swedish, and the words of the fields they stand at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import assert_never

from auditcheck.language.swedish import (
    COUNT,
    NUMBER,
    RECORDS,
    UNITS,
    VERB,
    Words,
    count,
    number,
    percent,
)
from auditcheck.language.swedish_fields import FIELDS
from auditcheck.model.conditions import (
    Argument,
    Compare,
    Constant,
    Dollar,
    Fixed,
    Parameter,
    Range,
)
from auditcheck.model.days import Days, Duration

_PLAIN = Words("ett värde")
_SEPARATORS = (",", ";", " och ", " eller ", " som ")
_PERIOD: dict[tuple[str, ...], str] = {
    ("from",): "den granskade periodens första dag",
    ("until",): "den granskade periodens sista dag",
}
_ITS = {"egen": "sin", "eget": "sitt", "egna": "sina"}


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose fields are tested: those of `at`, inside an item of `kind` and a list's `record`.

    `titles` names what goes by a name of its own: `body:NAME`, `parameter:NAME`.
    """

    kind: str
    at: str
    titles: Mapping[str, str]
    record: str = ""

    def inside(self, words: Words) -> "Scope":
        """The scope of a list's records, or of what a reference names, which is no record."""
        record = words.of if words.of in RECORDS else self.record
        return Scope(self.kind, words.of, self.titles, record)


def words_of(at: str, path: tuple[str, ...]) -> Words:
    """The words of a field; one that the table lacks goes by its own name."""
    fields, starred = FIELDS.get(at, {}), ".".join((*path[:1], "*", *path[2:]))
    if starred in fields:
        return replace(fields[starred], star=path[1])
    return fields.get(".".join(path), Words("ett *", star=".".join(path)))


def listed(texts: Sequence[str], word: str = "och") -> str:
    """`a, b och c`."""
    *first, last = texts or ("",)
    return f"{', '.join(first)} {word} {last}" if first else last


def measured(numbers: Sequence[Compare], scope: Scope, *, share: bool = False) -> str:
    """What a number must be: `minst 5 och högst 10`."""
    return listed(
        [
            NUMBER.get(each.operator, "{}").format(
                listed(
                    [argument(number_, scope, share=share) for number_ in each.arguments],
                    VERB.get(each.operator, ("och",))[0],
                )
            )
            for each in numbers
        ]
    )


def how_many(numbers: Sequence[Compare], noun: Words) -> str | None:
    """`minst tre dokument`; None unless every number is written out."""
    quantities, last = [], 0
    for each in numbers:
        wanted = [fixed.value for fixed in each.arguments if isinstance(fixed, Fixed)]
        whole = [value for value in wanted if isinstance(value, int)]
        if not whole or len(whole) < len(each.arguments) or each.operator not in COUNT:
            return None
        letters = [count(value, neuter=noun.neuter) for value in whole]
        between = VERB.get(each.operator, ("och",))[0]
        quantities.append(COUNT[each.operator].format(listed(letters, between)))
        last = whole[-1]
    return f"{listed(quantities)} {noun.one if last == 1 else noun.many}"


def argument(
    written: Argument, scope: Scope, words: Words = _PLAIN, *, share: bool = False
) -> str:
    """An argument in words."""
    match written:
        case Fixed(value=value):
            return _value(value, words, share=share)
        case Dollar():
            return _looked_up(written, scope)
        case Parameter(name=name, on=on):
            day = f" vid bevisets {words_of(scope.kind, on).one}" if on else ""
            return scope.titles.get(f"parameter:{name}", f"värdet av parametern {name}") + day
        case Range(start=start, end=end):
            first = f" från och med {argument(start, scope)}" if start else ""
            last = f" till och med {argument(end, scope)}" if end else ""
            return f"tiden{first}{last}"
        case _:
            assert_never(written)


def _value(value: Constant, words: Words, *, share: bool) -> str:
    match value:
        case bool():
            return "ja" if value else "nej"
        case str():
            said = words.fixed.get(value, value)
            return f"”{said}”" if any(mark in said for mark in _SEPARATORS) else said
        case Days():
            return str(value)
        case Duration(number=number_of, unit=unit):
            one, many = UNITS[unit]
            return one if number_of == 1 else f"{number_of} {many}"
        case Fraction():
            return percent(value)
        case int() | float():
            return percent(value) if share else number(value)
        case _:
            assert_never(value)


def _looked_up(dollar: Dollar, scope: Scope) -> str:
    match dollar.of:
        case "as_of":
            return "granskningens dag"
        case "period":
            return _PERIOD.get(dollar.path, "granskad period")
        case "body":
            name = ".".join(dollar.path)
            return scope.titles.get(f"body:{name}", f"det organ som är {name}")
        case "audit":
            return f"granskningens {words_of('audit', dollar.path).name}"
        case "item":
            words = words_of(scope.kind, dollar.path)
            whose = _ITS[words.own] if scope.at == scope.kind else "bevisets"
            return f"{whose} {words.own} {words.name}"
        case "record":
            words = words_of(scope.record, dollar.path)
            return f"{_ITS[words.own]} {words.own} {words.name}"
        case _:
            assert_never(dollar.of)
