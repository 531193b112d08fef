"""From pydantic's errors to diagnostics: what was found and expected, where, and what to do."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from auditcheck.files.diagnostic import Diagnostic
from auditcheck.files.place import Route
from auditcheck.files.remedies import after_colon
from auditcheck.files.spelling import instead
from auditcheck.language.scribe import shown
from auditcheck.loading.sections import Entry
from auditcheck.model.kinds import SHA256
from auditcheck.model.written import NOT_BLANK

Model = TypeVar("Model", bound=BaseModel)

_EXPECTED = {
    "string_type": ("text", "put it in quotes if it is meant as text"),
    "int_type": ("a whole number", "write digits only, without quotes or leading zeros"),
    "int_from_float": ("a whole number", "write digits only"),
    "bool_type": ("true or false", "write true or false, without quotes; yes and no are text"),
    "list_type": ("a list", "write [one, two], or one entry a line after '- '"),
    "dict_type": ("a mapping", "write 'key: value' lines"),
    "model_type": ("a mapping", "write 'field: value' lines"),
    "date_type": ("a date", "write YYYY-MM-DD, YYYY-MM or YYYY"),
}
_NUMBER = ("a number", "write a number, with a point for decimals and without quotes")
_PLAIN = ("a plain value or a list of them", "write a value, or [one, other], without operators")
_PERIOD = ("a period", "write {from: YYYY-MM-DD, until: YYYY-MM-DD}, or one of the two")
_CITATION = ("a source", "write a source's id, or {source: ID, quote: …, page: …}")
_TIGHT = re.compile(r"[\w.-]+:([^ \t\r\n:/]).*", re.DOTALL)  # a key, and no space after its colon
_NUMBERS = (
    (re.compile(r"[-+]?0+[0-9]+(\.[0-9]+)?"), "write it without leading zeros"),
    (re.compile(r"[-+]?[0-9]{1,3}([_\s'][0-9]{3})+([.,][0-9]+)?"),
     "write the digits together, without anything between thousands"),
    (re.compile(r"[-+]?[0-9]+(\.[0-9]+)?[eE][-+]?[0-9]+"),
     "write the number out, without an exponent"),
)  # fmt: skip


def validated(model: type[Model], entry: Entry, problems: list[Diagnostic]) -> Model | None:
    """The entry as a model, or None and its problems, each at its place."""
    try:
        return model.model_validate(entry.value)
    except ValidationError as error:
        problems += _problems(error, model, entry)
        return None


def _problems(error: ValidationError, model: type[BaseModel], entry: Entry) -> list[Diagnostic]:
    """One diagnostic a place; of a union's members, the one that was meant speaks for all."""
    grouped: dict[Route, list[Mapping[str, Any]]] = {}
    for each in error.errors(include_url=False):
        grouped.setdefault(_route(each, entry.value), []).append(each)
    holders = {route[:end] for route in grouped for end in range(len(route))}
    return [
        _problem(_meant(errors), route, len(errors), model, entry)
        for route, errors in grouped.items()
        if len(errors) == 1 or route not in holders
    ]


def _route(error: Mapping[str, Any], value: object) -> Route:
    """The keys and indices of an error, without pydantic's names for a union's members."""
    route: list[int | str] = []
    steps = error["loc"]
    for place, step in enumerate(steps):
        if (isinstance(value, dict) and step in value) or (
            isinstance(value, list) and isinstance(step, int)
        ):
            value = value[step]
        elif error["type"] != "missing" or place + 1 < len(steps):
            continue
        route.append(step)
    return tuple(route)


def _meant(errors: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    return next((each for each in errors if each["type"] == "too_short"), errors[0])


def _problem(
    error: Mapping[str, Any], route: Route, members: int, model: type[BaseModel], entry: Entry
) -> Diagnostic:
    at = (*entry.route, *route)
    name = _called(at)
    value = shown(error["input"])
    match error["type"]:
        case "extra_forbidden":
            help_ = instead(name, _fields_at(model, route[:-1]))
            message = f"{_whose(at[:-1])} has no field '{name}'"
            return entry.diagnostic("unknown-field", message, help_, at, key=True)
        case "missing":
            message = f"{_whose(at[:-1])} lacks '{name}'"
            return entry.diagnostic(
                "missing-field", message, f"add '{name}: …'", at[:-1], key=True
            )
        case "literal_error":
            expected = error["ctx"]["expected"].replace(" or ", ", ")
            words = [word.strip("'") for word in expected.split(", ")]
            help_ = instead(str(error["input"]), words)
            message = f"{name} is {value}, which is none of its words"
            return entry.diagnostic("unknown-word", message, help_, at)
        case "value_error":
            return _value_error(error, at, entry)
        case "too_short" if not error["input"]:
            help_ = "write at least one entry, or leave the field out"
            return entry.diagnostic("empty-list", f"{name} is empty", help_, at)
        case kind if kind in _EXPECTED:
            expected, help_ = _expected(error, members)
            message = f"{name} is {value}, not {expected}"
            return entry.diagnostic("wrong-type", message, help_, at)
        case _:
            wrong, help_ = _unfit(error)
            return entry.diagnostic("invalid-value", f"{name} is {value}, {wrong}", help_, at)


def _unfit(error: Mapping[str, Any]) -> tuple[str, str]:
    """What is wrong with a value of the right type, and what would be right."""
    limits = error.get("ctx", {})
    match error["type"]:
        case "string_too_short":
            return "an empty text", "write something, or leave the field out"
        case "too_short":
            least = limits["min_length"]
            return f"with fewer than {least} entries", f"write at least {least}"
        case "too_long":
            most = limits["max_length"]
            return f"with more than {most} entries", f"write at most {most}"
        case "greater_than_equal":
            return f"less than {limits['ge']}", f"write a number from {limits['ge']}"
        case "less_than_equal":
            return f"more than {limits['le']}", f"write a number up to {limits['le']}"
        case "string_pattern_mismatch" if limits["pattern"] == NOT_BLANK:
            return "a text of white space alone", "write something, or leave the field out"
        case "string_pattern_mismatch" if limits["pattern"] == SHA256:
            return "not a SHA-256", "write its 64 hexadecimal digits, in lower case"
        case "string_pattern_mismatch":
            return "not of the form it must have", f"write what matches {limits['pattern']}"
        case _:
            return error["msg"].lower(), "write a value that fits"


def _expected(error: Mapping[str, Any], members: int) -> tuple[str, str]:
    """What was expected and how to write it; several members of a union make a wider type."""
    if error["type"] == "int_type" and (help_ := _as_number(error["input"])):
        return (_NUMBER if members > 1 else _EXPECTED["int_type"])[0], help_
    if members > 1:
        return _NUMBER if error["type"] == "int_type" else _PLAIN
    if error["type"] in ("dict_type", "model_type"):
        tight = _TIGHT.match(error["input"]) if isinstance(error["input"], str) else None
        if tight:
            return "a mapping", after_colon(tight.group(1))
    by_name = {"Citation": _CITATION, "Period": _PERIOD}
    known = by_name.get(error.get("ctx", {}).get("class_name", ""), _EXPECTED[error["type"]])
    if error["type"] == "string_type" and isinstance(error["input"], list | dict):
        return "text", "write a single text"
    return known


def _as_number(written: object) -> str | None:
    """How to write a number that was written as it is not read; None for what is none."""
    if isinstance(written, str):
        for form, help_ in _NUMBERS:
            if form.fullmatch(written):
                return help_
    return None


def _called(at: Route) -> str:
    """What messages call the thing at a place: its key, or the list that it is an entry of."""
    name = next(str(step) for step in reversed(at) if isinstance(step, str))
    return name if at[-1] == name else f"an entry of {name}"


def _whose(at: Route) -> str:
    return f"'{at[-1]}'" if isinstance(at[-1], str) else _called(at)


def _value_error(error: Mapping[str, Any], at: Route, entry: Entry) -> Diagnostic:
    message, value = str(error["ctx"]["error"]), error["input"]
    if "not a d" in message or "not a whole day" in message:
        wanted = "write YYYY-MM-DD"
        help_ = wanted if "whole" in message else f"{wanted}, YYYY-MM or YYYY"
        return entry.diagnostic("not-a-date", message, help_, at)
    if isinstance(value, list):
        return twice(value, at, entry)
    help_ = "add one or both" if "needs" in message else "write values that agree"
    return entry.diagnostic("invalid-value", message, help_, at)


def twice(values: Sequence[object], at: Route, entry: Entry) -> Diagnostic:
    """The fault of a list that holds something twice, at the second of them."""
    first: dict[object, int] = {}
    index = next(i for i, each in enumerate(values) if first.setdefault(each, i) != i)
    message = f"{shown(values[index])} stands twice in the list"
    return entry.diagnostic("duplicate-id", message, "keep one of them", (*at, index))


def _fields_at(model: type[BaseModel], route: Route) -> list[str]:
    """The names of the fields of the model that a route leads to."""
    for step in route:
        fields = {info.alias or key: info for key, info in model.model_fields.items()}
        if step in fields:
            model = _model_in(fields[str(step)].annotation) or model
    return [info.alias or key for key, info in model.model_fields.items()]


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(inner) for inner in get_args(annotation))
    return next((model for model in found if model is not None), None)
