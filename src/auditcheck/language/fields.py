"""The fields that rules may ask of: paths into the evidence model, and what type each has."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from auditcheck.model.days import Days
from auditcheck.model.engagement import Audit
from auditcheck.model.figures import Checked
from auditcheck.model.kinds import KINDS
from auditcheck.model.written import Coded, Period, Ref

Shape = Literal[
    "text", "word", "reference", "number", "flag", "date", "period", "record", "check", "map"
]


@dataclass(frozen=True, slots=True)
class FieldType:
    """The type of a field.

    `words` are those the model fixes; `vocabulary` names the pack's list for a coded field;
    `kinds` those a reference may name (none: any kind); `record` the model of a record's fields;
    `element` what a map holds; `lowest` the least value that a number can have. `others` are what
    other kinds mean by the same name, where a reference may name an item of any of them.
    """

    shape: Shape
    many: bool = False
    words: tuple[str, ...] = ()
    vocabulary: str = ""
    kinds: tuple[str, ...] = ()
    record: type[BaseModel] | None = None
    element: "FieldType | None" = None
    lowest: int | None = None
    others: "tuple[FieldType, ...]" = ()

    @property
    def said(self) -> str:
        """The type in words, for messages."""
        one = {
            "text": "a text",
            "word": "a coded word",
            "reference": "a reference",
            "number": "a number",
            "flag": "true or false",
            "date": "a date",
            "period": "a period",
            "record": "a record",
            "check": "a check of a sample",
            "map": "a mapping",
        }[self.shape]
        return f"a list, each {one}" if self.many else one


_ASIDE = ("sources", "incomplete", "accept")  # said of the item, not of what it is about


@cache
def fields_of(kind: str) -> Mapping[str, FieldType]:
    """The fields of a kind of evidence, or of `audit`, by name; `id` is among none of them."""
    model = Audit if kind == "audit" else KINDS[kind]
    fields = _fields_of_model(model, kind)
    return {name: field for name, field in fields.items() if name not in _ASIDE}


@cache
def _fields_of_model(model: type[BaseModel], name: str) -> Mapping[str, FieldType]:
    return {
        info.alias or key: _type_of(info, f"{name}.{info.alias or key}")
        for key, info in model.model_fields.items()
    }


def _type_of(info: FieldInfo, name: str) -> FieldType:
    return _resolve(info.annotation, tuple(info.metadata), name)


def _resolve(annotation: Any, marks: tuple[object, ...], name: str) -> FieldType:  # noqa: ANN401  annotations are of any type
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _resolve(inner, (*marks, *more), name)
    if origin in (Union, UnionType):
        options = [option for option in get_args(annotation) if option is not type(None)]
        if len(options) > 1:
            return FieldType("number", lowest=_lowest(marks))
        return _resolve(options[0], marks, name)
    if origin is list:
        element = _resolve(get_args(annotation)[0], (), name)
        return FieldType(
            element.shape, True, element.words, element.vocabulary, element.kinds, element.record
        )
    if origin is dict:
        return FieldType("map", element=_resolve(get_args(annotation)[1], (), name))
    if origin is Literal:
        return FieldType("word", words=get_args(annotation))
    return _resolve_plain(annotation, marks, name)


def _resolve_plain(annotation: type, marks: tuple[object, ...], name: str) -> FieldType:
    if annotation is str:
        for mark in marks:
            if isinstance(mark, Coded):
                return FieldType("word", vocabulary=name)
            if isinstance(mark, Ref):
                return FieldType("reference", kinds=mark.kinds)
        return FieldType("text")
    if annotation is bool:
        return FieldType("flag")
    if annotation is int:
        return FieldType("number", lowest=_lowest(marks))
    if annotation is Days:
        return FieldType("date")
    if annotation is Checked:
        return FieldType("check", record=Checked)
    return FieldType("period" if annotation is Period else "record", record=annotation)


def _lowest(marks: tuple[object, ...]) -> int | None:
    """The bound in `Field(ge=…)`, wherever pydantic put it."""
    bounds = (
        getattr(each, "ge", None)
        for mark in marks
        for each in (mark.metadata if isinstance(mark, FieldInfo) else [mark])
    )
    return next((int(least) for least in bounds if least is not None), None)


def find_field(
    fields: Mapping[str, FieldType], path: tuple[str, ...]
) -> FieldType | tuple[int, Mapping[str, FieldType]]:
    """The type at the end of a path; or the index of the step that is not there, and what is.

    Dots reach into records, periods and maps, not into lists.
    """
    found: FieldType | None = None
    for index, step in enumerate(path):
        if found is not None:
            inside = _inside(found, step)
            if inside is None or step not in inside:
                return index, inside or {}
            found = inside[step]
        elif step in fields:
            found = fields[step]
        else:
            return index, fields
    assert found is not None, "a path has at least one step"  # noqa: S101  the parser's promise
    return found


def _inside(field: FieldType, step: str) -> Mapping[str, FieldType] | None:
    if field.many:
        return None
    if field.element is not None:
        return {step: field.element}
    if field.record is not None:
        return record_fields(field)
    return None


def record_fields(field: FieldType) -> Mapping[str, FieldType]:
    """The fields of the records that a field holds."""
    assert field.record is not None, "asked of records only"  # noqa: S101  the parser's promise
    return _fields_of_model(field.record, field.record.__name__)
