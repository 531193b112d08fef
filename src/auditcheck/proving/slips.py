"""Slips: what in a rule file could have been written otherwise, place by place."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from auditcheck.files.place import Route
from auditcheck.model.kinds import DEMANDABLE

_SWAPS = {
    "all": ("any",), "any": ("all",), "some": ("every",), "every": ("some",), "no": ("every",),
}  # fmt: skip
_FLIPS = {
    "is": "is_not", "is_not": "is", "one_of": "none_of", "none_of": "one_of",
    "at_least": "at_most", "at_most": "at_least", "above": "below", "below": "above",
    "before": "after", "after": "before",
    "on_or_before": "on_or_after", "on_or_after": "on_or_before",
    "within": "older_than", "older_than": "within",
    "includes": "excludes", "excludes": "includes", "includes_any": "excludes",
}  # fmt: skip

_QUANTITIES = {"all": "some", "some": "all", "half": "all"}
_DURATION = re.compile(r"(\d+) (days?|weeks?|months?|years?)")
_PERCENT = re.compile(r"(\d+) ?%")
_TESTS = ("where", "has")
_DAYS = ("due", "in_force", "repealed")
_GROUPS = ("essential", "supporting")


class Gone:
    """What stands for a value that is taken away."""


GONE, ASIDE = Gone(), Gone()  # taken away; moved to the criteria that only inform


class Renamed(NamedTuple):
    """A key that is written otherwise, with the same value."""

    name: str


class Slip(NamedTuple):
    """A change: the way to what holds it, its key there, what is written instead, as said."""

    route: Route
    key: str | int
    value: Any
    said: str


def slips_in(data: Mapping[str, object]) -> Iterator[Slip]:
    """Every slip in a file, in the order of its lines."""
    for section, value in data.items():
        if not isinstance(value, dict):
            continue
        match section:
            case "criteria":
                for id_, criterion in value.items():
                    yield from _in_criterion(criterion, (section, id_))
            case "selections":
                for id_, selection in value.items():
                    yield from _in_condition(selection, (section, id_))
            case "scale" | "conclusion":
                yield from _in_levels(value, (section,))
            case "scales" | "questions":
                for id_, each in value.items():
                    yield from _in_levels(each, (section, id_))
            case "parameters":
                for id_, steps in value.items():
                    yield from _in_parameter(steps, section, id_)
            case _:
                pass


def _in_criterion(criterion: Mapping[str, Any], at: Route) -> Iterator[Slip]:
    for key, value in criterion.items():
        if key in _DAYS:
            day = date.fromisoformat(str(value))
            for moved in (day - timedelta(days=1), day + timedelta(days=1)):
                yield Slip(at, key, moved.isoformat(), f"{day} becomes {moved}")
        elif key in ("evidence", "final"):
            yield Slip(at, key, GONE, "dropped")
        elif key in ("requires", "applies", "partly"):
            if key != "requires":
                yield Slip(at, key, GONE, "dropped")
            yield from _in_condition(value, (*at, key))


def _in_parameter(steps: object, section: str, id_: str) -> Iterator[Slip]:
    if isinstance(steps, dict):
        for begins, value in steps.items():
            yield from _moved((section, id_), begins, value)
    else:
        yield from _moved((section,), id_, steps)


def _in_levels(holder: Mapping[str, Any], at: Route) -> Iterator[Slip]:
    """Ladders and groups: of a scale, a question, its parts, the conclusion."""
    for group in _GROUPS:
        names = holder.get(group)
        for index, name in enumerate(names if isinstance(names, list) else ()):
            yield Slip((*at, group), index, ASIDE, f"{name} dropped")
    leave = holder.get("may_pass_over")
    yield from _fewer(leave, (*at, "may_pass_over"), least=1) if isinstance(leave, list) else ()
    for ladder in ("ladder", "levels"):
        rungs = holder.get(ladder)
        if isinstance(rungs, dict):
            for level, rung in rungs.items():
                yield Slip((*at, ladder), level, GONE, "dropped")
                yield from _in_rung(rung, (*at, ladder, level))
    parts = holder.get("parts")
    for id_, part in parts.items() if isinstance(parts, dict) else ():
        yield from _in_levels(part, (*at, "parts", id_))


def _in_rung(rung: Mapping[str, Any], at: Route) -> Iterator[Slip]:
    for key, value in rung.items():
        if key in (*_GROUPS, "counting") and len(rung) > 1:
            yield Slip(at, key, GONE, "dropped")
        if key in (*_GROUPS, "parts"):
            if isinstance(value, str) and value in _QUANTITIES:
                other = _QUANTITIES[value]
                yield Slip(at, key, other, f"{value} becomes {other}")
            else:
                yield from _moved(at, key, value)
    condition = {key: each for key, each in rung.items() if key not in (*_GROUPS, "counting")}
    if condition and "parts" not in condition:
        yield from _in_condition(condition, at)


def _in_condition(condition: object, at: Route) -> Iterator[Slip]:
    """A condition, a selection, or what stands inside a matcher of records."""
    for key, value in condition.items() if isinstance(condition, dict) else ():
        if key in _SWAPS:
            for other in _swaps(key, value, condition):
                yield Slip(at, key, Renamed(other), f"{key} becomes {other}")
        if key in ("all", "any", "of") and isinstance(value, list):
            for index, part in enumerate(value):
                if len(value) > 1:
                    yield Slip((*at, key), index, GONE, "dropped")
                yield from _in_condition(part, (*at, key, index))
        elif key == "not":
            yield from _in_condition(value, (*at, key))
        elif key in _TESTS:
            yield Slip(at, key, GONE, "dropped")
            yield from _in_tests(value, (*at, key))
        elif key == "about" and isinstance(value, dict):
            yield Slip(at, key, GONE, "dropped")
            yield from _in_tests(value.get("where"), (*at, key, "where"))
        elif key == "is":
            yield from _in_matcher(value, at, key)
        elif key == "audit":
            yield from _in_tests(value, (*at, key))
        elif key == "at_least":
            yield from (_moved(at, key, value) if value != "partly" else _dropped(at, key))
        elif key == "any_about":
            yield from _dropped(at, key)


def _swaps(key: str, value: object, beside: object) -> tuple[str, ...]:
    """What may stand for a quantifier; without `has`, some and every ask the same."""
    has = isinstance(beside, dict) and "has" in beside
    if key in ("some", "every") and not has and (isinstance(value, dict) or value in DEMANDABLE):
        return ("no",)
    return _SWAPS.get(key, ())


def _dropped(at: Route, key: str) -> Iterator[Slip]:
    yield Slip(at, key, GONE, "dropped")


def _in_tests(tests: object, at: Route) -> Iterator[Slip]:
    """Fields with what each must be."""
    for field, value in tests.items() if isinstance(tests, dict) else ():
        if isinstance(tests, dict) and len(tests) > 1:
            yield Slip(at, field, GONE, "dropped")
        yield from _in_matcher(value, at, field)


def _in_matcher(value: object, at: Route, key: str) -> Iterator[Slip]:
    """What a field or number must be: plain, one of several, or operators."""
    if isinstance(value, bool):
        other = not value
        yield Slip(at, key, other, f"{str(value).lower()} becomes {str(other).lower()}")
    elif isinstance(value, list):
        yield from _fewer(value, (*at, key))
        yield Slip(at, key, {"none_of": value}, "becomes none_of")
    elif isinstance(value, dict):
        for operator, argument in value.items():
            if len(value) > 1:
                yield Slip((*at, key), operator, GONE, "dropped")
            yield from _in_operator(operator, argument, (*at, key))
    else:
        yield Slip(at, key, {"is_not": value}, f"becomes is_not {value}")
        yield from _moved(at, key, value)


def _in_operator(operator: str, argument: object, at: Route) -> Iterator[Slip]:
    flips = (_FLIPS[operator],) if operator in _FLIPS else ()
    for name in _swaps(operator, argument, argument) or flips:
        yield Slip(at, operator, Renamed(name), f"{operator} becomes {name}")
    if operator == "given":
        flipped = not argument
        yield Slip(at, operator, flipped, f"{argument} becomes {flipped}".lower())
    elif operator in ("some", "every", "no", "latest"):
        yield from _in_condition(argument, (*at, operator))
    elif operator == "where":
        yield from _in_tests(argument, (*at, operator))
    elif operator == "count" and isinstance(argument, dict) and {*_TESTS, "is"} & {*argument}:
        yield from _in_condition(argument, (*at, operator))
    elif operator in ("count", "share"):
        yield from _in_matcher(argument, at, operator)
    elif isinstance(argument, list):
        yield from _fewer(argument, (*at, operator))
    else:
        yield from _moved(at, operator, argument)


def _fewer(values: list[object], at: Route, least: int = 2) -> Iterator[Slip]:
    for index, each in enumerate(values):
        if len(values) >= least:
            yield Slip(at, index, GONE, f"{each} dropped")


def _moved(at: Route, key: str | int, value: object) -> Iterator[Slip]:
    """A limit, a share or a duration, one more and one less."""
    for moved in _beside(value):
        yield Slip(at, key, moved, f"{value} becomes {moved}")


def _beside(value: object) -> Iterator[object]:
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield from (value - 1, value + 1)
    elif isinstance(value, str):
        for shape in (_DURATION, _PERCENT):
            found = shape.fullmatch(value)
            if found is not None:
                number = int(found.group(1))
                for each in (number - 1, number + 1):
                    yield value.replace(found.group(1), str(each), 1)
