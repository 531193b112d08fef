"""From pydantic's errors to diagnostics: what was found and expected, where, and what to do."""

from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from auditcheck.files.diagnostic import Diagnostic, nearest
from auditcheck.files.place import Route
from auditcheck.language.scribe import shown
from auditcheck.loading.sections import Entry

Model = TypeVar("Model", bound=BaseModel)

_EXPECTED = {
    "string_type": ("text", "put it in quotes if it is meant as text"),
    "int_type": ("a whole number", "write digits only, without quotes or leading zeros"),
    "int_from_float": ("a whole number", "write digits only"),
    "float_type": ("a number", "write a number, with a point for decimals and without quotes"),
    "bool_type": ("true or false", "write true or false, without quotes; yes and no are text"),
    "list_type": ("a list", "write [one, two], or one entry a line after '- '"),
    "dict_type": ("a mapping", "write 'key: value' lines"),
    "model_type": ("a mapping", "write 'field: value' lines"),
    "is_instance_of": ("a date", "write YYYY-MM-DD, YYYY-MM or YYYY"),
}
_UNION_NUMBER = ("int", "float")


def validated(model: type[Model], entry: Entry, problems: list[Diagnostic]) -> Model | None:
    """The entry as a model, or None and its problems, each at its place."""
    try:
        return model.model_validate(entry.value)
    except ValidationError as error:
        problems += _problems(error, model, entry)
        return None


def _problems(error: ValidationError, model: type[BaseModel], entry: Entry) -> list[Diagnostic]:
    found: dict[Route, Diagnostic] = {}
    for each in error.errors(include_url=False):
        route = _route(each["loc"])
        if route not in found:
            found[route] = _problem(each, route, model, entry)
    return list(found.values())


def _route(loc: tuple[int | str, ...]) -> Route:
    """The keys and indices of an error, without pydantic's names for a union's members."""
    return tuple(step for step in loc if step not in _UNION_NUMBER and "[" not in str(step))


def _problem(
    error: Mapping[str, Any], route: Route, model: type[BaseModel], entry: Entry
) -> Diagnostic:
    at = (*entry.route, *route)
    name = str(route[-1]) if route else str(entry.route[-1])
    value = shown(error["input"])
    match error["type"]:
        case "extra_forbidden":
            close = nearest(name, known := _fields_at(model, route[:-1]))
            help_ = f"write '{close}'" if close else f"expected one of: {', '.join(known)}"
            return entry.diagnostic(
                "unknown-field", f"'{name}' is not a field here", help_, at, key=True
            )
        case "missing":
            whose = route[-2] if len(route) > 1 else entry.route[-1]
            message = f"'{whose}' lacks '{name}'"
            return entry.diagnostic(
                "missing-field", message, f"add '{name}: …'", at[:-1], key=True
            )
        case "literal_error":
            words = error["ctx"]["expected"].replace(" or ", ", ")
            close = nearest(str(error["input"]), [word.strip("'") for word in words.split(", ")])
            help_ = f"write '{close}'" if close else f"expected one of: {words}"
            return entry.diagnostic("unknown-word", f"{name} is {value}", help_, at)
        case "value_error":
            return _value_error(str(error["ctx"]["error"]), at, entry)
        case kind if kind in _EXPECTED:
            number = any(step in _UNION_NUMBER for step in error["loc"])
            expected, help_ = _EXPECTED["float_type" if number else kind]
            message = f"{name} is {value}, not {expected}"
            return entry.diagnostic("wrong-type", message, help_, at)
        case _:
            message = f"{name} is {value}: {error['msg'][0].lower()}{error['msg'][1:]}"
            return entry.diagnostic("invalid-value", message, "write a value that fits", at)


def _value_error(message: str, at: Route, entry: Entry) -> Diagnostic:
    if "not a d" in message or "not a whole day" in message:
        wanted = "write YYYY-MM-DD"
        help_ = wanted if "whole" in message else f"{wanted}, YYYY-MM or YYYY"
        return entry.diagnostic("not-a-date", message, help_, at)
    return entry.diagnostic("invalid-value", message, "write values that agree", at)


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
